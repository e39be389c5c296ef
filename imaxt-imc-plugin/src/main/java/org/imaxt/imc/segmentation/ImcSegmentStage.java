package org.imaxt.imc.segmentation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SegmentationDocument;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.stage.UnitNeeds;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.imc.probability.PixelClassifier;
import org.imaxt.imc.probability.ProbabilitySource;
import org.imaxt.imc.probability.Stains;

/** Finds nuclei and cells of regions of imaging mass cytometry. */
@StageInfo(
    id = "imc-segment",
    menu = "Plugins>IMAXT>Segment IMC...",
    summary = "Finds the nuclei and cells of each region of imaging mass cytometry.",
    selects = Modality.IMC)
public final class ImcSegmentStage
    implements Stage<SegmentationParams, SegmentUnit, SegmentCounts> {

  /** Regions run side by side; and one thread adds up in the same order on any machine. */
  private static final int NETWORK_THREADS = 1;

  private static final String SOURCE = "imc-import";

  /** A stage. */
  public ImcSegmentStage() {}

  @Override
  public SegmentationParams defaults() {
    return SegmentationParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 2;
  }

  @Override
  public Footprint footprint(SegmentationParams params) {
    return new Footprint(List.of(SOURCE), List.of(), List.of(ScanLayout.IMC));
  }

  @Override
  public UnitNeeds needs(SegmentationParams params) {
    return UnitNeeds.engineIf(params.probabilities() == ProbabilityChoice.UNET);
  }

  @Override
  public List<Output> outputs(SegmentationParams params, Selection selection, Sample sample) {
    RegionStains stains = new RegionStains(sample, params);
    Sources sources = new Sources(params);
    List<String> regions = new Receipts(sample).complete(SOURCE);
    Set<String> shared = new LinkedHashSet<>();
    if (params.probabilities() == ProbabilityChoice.CLASSIFIER) {
      shared.addAll(sources.learntFrom(regions));
    }
    List<Output> outputs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String region : selection.scans(Modality.IMC, regions)) {
      try {
        outputs.add(output(region, shared, stains, sources));
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
    return outputs;
  }

  private static Output output(
      String region, Set<String> shared, RegionStains stains, Sources sources) {
    ScanDocument scan = stains.scan(region);
    stains.check(region);
    SortedMap<String, String> inputs = new TreeMap<>();
    inputs.put("probabilities", sources.key(region, scan.widthPx(), scan.heightPx()));
    Set<String> reads = new LinkedHashSet<>(List.of(region));
    reads.addAll(shared);
    return new Output(
        region,
        0,
        reads.stream().map(r -> SOURCE + "/" + r).toList(),
        inputs,
        List.of(
            ScanLayout.scanProbabilities(Modality.IMC, region),
            ScanLayout.labels(region, ScanLayout.NUCLEI),
            ScanLayout.labels(region, ScanLayout.CELLS),
            ScanLayout.segmentation(Modality.IMC, region).path()));
  }

  @Override
  public void begin(
      SegmentationParams params, List<Output> stale, Sample sample, Progress progress) {
    RegionStains stains = new RegionStains(sample, params);
    Sources sources = new Sources(params);
    for (Output output : stale) {
      progress.checkCancelled();
      sources.check(output.name(), stains.of(output.name()));
    }
    if (params.probabilities() == ProbabilityChoice.CLASSIFIER && !stale.isEmpty()) {
      classifier(params, stale.get(0).inputs().get("probabilities"), sample);
    }
  }

  /** Learnt once a run; whatever learns it again learns the same. */
  private static PixelClassifier classifier(SegmentationParams params, String key, Sample sample) {
    RegionStains stains = new RegionStains(sample, params);
    List<String> regions = new Receipts(sample).complete(SOURCE);
    return sample.derived(
        "imc-segment " + key + " " + params, () -> new Sources(params).learn(regions, stains::of));
  }

  @Override
  public void prepare(SegmentationParams params, Output output, Sample sample) {
    String region = output.name();
    RegionStains stains = new RegionStains(sample, params);
    ScanDocument scan = stains.scan(region);
    ProbabilityImage.create(
        ZarrGroup.create(
            sample.store(), ScanLayout.scanProbabilities(Modality.IMC, region), sample.version()),
        scan.widthPx(),
        scan.heightPx(),
        scan.pixelSizeUm());
    OmeImage image = stains.image(region);
    LabelImage.create(image, ScanLayout.NUCLEI);
    LabelImage.create(image, ScanLayout.CELLS);
  }

  @Override
  public List<SegmentUnit> plan(
      SegmentationParams params, Output output, int phase, Sample sample) {
    ScanDocument scan = new RegionStains(sample, params).scan(output.name());
    long bytes = Segmenter.memoryBytes(scan.widthPx(), scan.heightPx(), scan.pixelSizeUm(), params);
    return List.of(new SegmentUnit(output.name(), output.inputs().get("probabilities"), bytes));
  }

  @Override
  public long memoryBytes(SegmentationParams params, SegmentUnit unit) {
    return unit.bytes();
  }

  @Override
  public SegmentCounts process(
      SegmentationParams params, SegmentUnit unit, Sample sample, Progress progress) {
    String region = unit.region();
    RegionStains stains = new RegionStains(sample, params);
    Stains own = stains.of(region);
    ProbabilityImage map =
        ProbabilityImage.open(
            ZarrGroup.open(sample.store(), ScanLayout.scanProbabilities(Modality.IMC, region)));
    ZarrGroup image = ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, region));
    OmeImage nuclei = LabelImage.open(image, ScanLayout.NUCLEI);
    OmeImage cells = LabelImage.open(image, ScanLayout.CELLS);
    Segmenter segmenter =
        new Segmenter(params, own.pixelSizeUm(), TaskExecutors.singleThreaded(), progress);
    SegmentCounts counts;
    try (ProbabilitySource source =
        new Sources(params)
            .open(region, own, () -> classifier(params, unit.key(), sample), NETWORK_THREADS)) {
      counts =
          segmenter.run(
              source,
              map,
              new StoredLabels(nuclei.levels().get(0)),
              new StoredLabels(cells.levels().get(0)));
    }
    map.writeCoarser(progress::checkCancelled);
    LabelImage.writeCoarser(nuclei, progress::checkCancelled);
    LabelImage.writeCoarser(cells, progress::checkCancelled);
    return counts;
  }

  @Override
  public void finish(
      SegmentationParams params, Output output, List<SegmentCounts> results, Sample sample) {
    String region = output.name();
    RegionStains stains = new RegionStains(sample, params);
    StainChoice choice = stains.choice(region);
    List<ScanDocument.ScanChannel> channels = stains.scan(region).channels();
    SegmentCounts counts = results.get(0);
    sample.write(
        ScanLayout.segmentation(Modality.IMC, region),
        new SegmentationDocument(
            output.inputs().get("probabilities"),
            StainChoice.keys(choice.nuclear(), channels),
            StainChoice.keys(choice.cytoplasm(), channels),
            counts.nucleusThreshold(),
            counts.cellThreshold(),
            counts.nuclei(),
            counts.bare(),
            counts.nucleusPx(),
            counts.cellPx(),
            SegmentCounts.BIN_UM,
            counts.nucleusDiameters(),
            counts.cellDiameters()));
  }

  @Override
  public Report report(SegmentationParams params, List<Output> outputs, Sample sample) {
    return SegmentReport.of(
        outputs.stream().map(Output::name).toList(), new RegionStains(sample, params));
  }
}
