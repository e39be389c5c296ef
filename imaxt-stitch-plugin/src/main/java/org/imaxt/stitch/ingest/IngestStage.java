package org.imaxt.stitch.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;
import org.imaxt.core.sample.SectionDocument.MissingImage;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.stitch.acquisition.AcquiredSection;
import org.imaxt.stitch.acquisition.Acquisition;

/** Copies the tiles of an acquisition into the sample, bit for bit. */
@StageInfo(
    id = "ingest",
    menu = "Plugins>IMAXT>Ingest Tiles...",
    summary = "Copies the tiles of an acquisition into a sample.",
    sample = StageInfo.SampleUse.CREATE)
public final class IngestStage implements Stage<IngestParams, TileRange, Integer> {

  private static final int IMAGES_PER_UNIT = 8;

  /** A stage. */
  public IngestStage() {}

  @Override
  public IngestParams defaults() {
    return IngestParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public ZarrVersion newSampleVersion(IngestParams params) {
    return params.zarrVersion();
  }

  @Override
  public Footprint footprint(IngestParams params) {
    return new Footprint(List.of(), List.of(), List.of(Layout.RAW, Layout.acquisition().path()));
  }

  @Override
  public void check(IngestParams params) {
    check(params, Selection.ALL);
  }

  @Override
  public void check(IngestParams params, Selection selection) {
    selection.of(numbers(Acquisitions.openChecked(params)));
  }

  private static List<Integer> numbers(Acquisition acquisition) {
    return acquisition.sections().stream().map(AcquiredSection::number).toList();
  }

  @Override
  public List<Output> outputs(IngestParams params, Selection selection, Sample sample) {
    Acquisition acquisition = Acquisitions.openChecked(params);
    List<Output> outputs = new ArrayList<>();
    for (int number : selection.of(numbers(acquisition))) {
      AcquiredSection section = acquisition.section(number).orElseThrow();
      outputs.add(
          new Output(
              Layout.sectionName(number),
              number,
              List.of(),
              inputs(acquisition, section),
              List.of(Layout.raw(number).path())));
    }
    AcquisitionMerge.requireSame(acquisition, params, outputs, sample);
    return outputs;
  }

  @Override
  public void begin(IngestParams params, List<Output> stale, Sample sample, Progress progress) {
    Acquisition acquisition = Acquisitions.openChecked(params);
    acquisition.notes().forEach(progress::warn);
    AcquisitionDocument document =
        AcquisitionMerge.of(acquisition, params, stale, sample, progress);
    sample.write(Layout.acquisition(), document);
    for (Output output : stale) {
      AcquiredSection section = acquisition.section(output.section()).orElseThrow();
      section.problems().forEach(p -> progress.warn("missing: " + p));
      sample.write(Layout.section(output.section()), document(section));
    }
  }

  @Override
  public void prepare(IngestParams params, Output output, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    int tiles = sample.read(Layout.section(output.section())).tiles().size();
    sample.create(
        Layout.raw(output.section()),
        ArraySpec.image(
            new long[] {
              tiles,
              acquisition.channels(),
              acquisition.layers(),
              acquisition.tileHeightPx(),
              acquisition.tileWidthPx()
            },
            new int[] {1, 1, 1, acquisition.tileHeightPx(), acquisition.tileWidthPx()},
            Layout.raw(output.section()).type()));
  }

  @Override
  public List<TileRange> plan(IngestParams params, Output output, int phase, Sample sample) {
    List<TileSource> images =
        output.inputs().entrySet().stream()
            .filter(TileSource::isOne)
            .map(TileSource::parse)
            .toList();
    List<TileRange> units = new ArrayList<>();
    for (int from = 0; from < images.size(); from += IMAGES_PER_UNIT) {
      units.add(
          new TileRange(
              output.section(),
              images.subList(from, Math.min(images.size(), from + IMAGES_PER_UNIT))));
    }
    return units;
  }

  @Override
  public Integer process(IngestParams params, TileRange unit, Sample sample, Progress progress) {
    ZarrArray raw = sample.array(Layout.raw(unit.section()));
    long[] shape = raw.spec().shape();
    for (TileSource image : unit.images()) {
      progress.checkCancelled();
      raw.writeChunk(
          TileImages.read(Path.of(image.path()), (int) shape[4], (int) shape[3]),
          image.tile(),
          image.channel() - 1,
          image.layer() - 1,
          0,
          0);
    }
    return unit.images().size();
  }

  /** Nothing to add: the documents were written when the run began. */
  @Override
  public void finish(IngestParams params, Output output, List<Integer> results, Sample sample) {}

  @Override
  public Report report(IngestParams params, List<Output> outputs, Sample sample) {
    return IngestReport.of(outputs, sample);
  }

  /** All that decides what is written: the files, and what the Mosaic files say. */
  private static SortedMap<String, String> inputs(
      Acquisition acquisition, AcquiredSection section) {
    SortedMap<String, String> inputs = new TreeMap<>();
    for (int layer = 1; layer <= section.files().layers(); layer++) {
      for (int channel = 1; channel <= section.files().channels(); channel++) {
        for (int tile = 0; tile < section.files().tiles(); tile++) {
          final int t = tile;
          final int l = layer;
          final int c = channel;
          section
              .tileFile(tile, layer, channel)
              .map(file -> TileSource.of(t, l, c, file))
              .ifPresent(source -> inputs.put(source.key(), source.value()));
        }
      }
    }
    inputs.put("positions", Integer.toHexString(section.positions().hashCode()));
    inputs.put("metadata", Integer.toHexString(section.metadata().hashCode()));
    inputs.put(
        "scale",
        "%s %s %s"
            .formatted(
                acquisition.pixelSize(),
                acquisition.sectionThicknessUm(),
                acquisition.layerStepUm()));
    return inputs;
  }

  private static SectionDocument document(AcquiredSection section) {
    Map<String, String> metadata = new LinkedHashMap<>(section.metadata());
    return new SectionDocument(
        section.number(),
        section.rows(),
        section.columns(),
        section.positions(),
        section.problems().stream()
            .map(p -> new MissingImage(p.tile(), p.layer(), p.channel(), p.detail()))
            .toList(),
        metadata);
  }
}
