package org.imaxt.imc.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.algo.imc.HotPixels;
import org.imaxt.core.imc.Panel;
import org.imaxt.core.imc.RegionPlanes;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.RegionDocument;
import org.imaxt.core.sample.RegionDocument.ChannelFigures;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Copies the regions of imaging mass cytometry into the sample. */
@StageInfo(
    id = "imc-import",
    menu = "Plugins>IMAXT>Import IMC...",
    summary = "Copies the regions of imaging mass cytometry into a sample.",
    sample = StageInfo.SampleUse.CREATE,
    selects = Modality.IMC)
public final class ImcImportStage implements Stage<ImcImportParams, ImportUnit, ImportCounts> {

  private static final String ID = "imc-import";

  /** So that two workers share a region of few channels. */
  private static final int CHANNELS_PER_UNIT = 10;

  /** Text is read once a unit and slowly, so that a unit takes what it can hold. */
  private static final int CHANNELS_PER_TEXT_UNIT = 64;

  private static final long PLANES_BYTES = 128L << 20;

  /** Buffers, the filtered copy and the levels of the plane at work. */
  private static final long MARGIN_BYTES = 16L << 20;

  private static final double WHITE_PERCENTILE = 99.8;

  /** A stage. */
  public ImcImportStage() {}

  @Override
  public ImcImportParams defaults() {
    return ImcImportParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(ImcImportParams params) {
    return new Footprint(List.of(), List.of(), List.of(ScanLayout.IMC));
  }

  @Override
  public void check(ImcImportParams params) {
    Survey.of(params);
  }

  @Override
  public List<Output> outputs(ImcImportParams params, Selection selection, Sample sample) {
    Regions regions = Survey.of(params);
    List<String> asked = selection.scans(Modality.IMC, regions.names());
    return regions.outputs().stream().filter(o -> asked.contains(o.name())).toList();
  }

  @Override
  public List<String> obsolete(ImcImportParams params, Sample sample) {
    if (!params.remove()) {
      return List.of();
    }
    List<String> absent = new ArrayList<>(new Receipts(sample).complete(ID));
    absent.removeAll(Survey.of(params).names());
    return absent;
  }

  @Override
  public void remove(ImcImportParams params, String output, Sample sample) {
    sample.store().deleteTree(ScanLayout.scanFolder(Modality.IMC, output));
    Pictures.removeUnused(
        sample,
        new Receipts(sample)
            .complete(ID).stream()
                .map(region -> sample.read(ScanLayout.scan(Modality.IMC, region)).file())
                .toList());
  }

  @Override
  public void begin(ImcImportParams params, List<Output> stale, Sample sample, Progress progress) {
    Regions regions = Survey.of(params);
    regions.notes().forEach(progress::warn);
    regions.broken().values().forEach(progress::warn);
    Set<String> touched = new LinkedHashSet<>();
    stale.forEach(output -> touched.add(output.inputs().get("mcd")));
    regions.mcds().values().stream()
        .filter(mcd -> touched.contains(mcd.path().toString()))
        .forEach(mcd -> Pictures.copy(mcd, sample).forEach(progress::warn));
  }

  @Override
  public void prepare(ImcImportParams params, Output output, Sample sample) {
    RegionRef ref = RegionRef.of(output.name(), output.inputs());
    OpenRegion region = OpenRegion.of(ref, sample);
    RegionImage.create(
        sample,
        ref.name(),
        width(ref, region),
        height(ref, region),
        choice(params, ref, region).size(),
        region.pixelSizeUm());
  }

  @Override
  public List<ImportUnit> plan(ImcImportParams params, Output output, int phase, Sample sample) {
    RegionRef ref = RegionRef.of(output.name(), output.inputs());
    OpenRegion region = OpenRegion.of(ref, sample);
    int channels = choice(params, ref, region).size();
    long plane = 4L * width(ref, region) * height(ref, region);
    boolean text = ref.source() == RegionRef.Source.TXT;
    long most = text ? CHANNELS_PER_TEXT_UNIT : CHANNELS_PER_UNIT;
    int together = (int) Math.max(1, Math.min(most, PLANES_BYTES / Math.max(1, plane)));
    List<ImportUnit> units = new ArrayList<>();
    for (int from = 0; from < channels; from += together) {
      int to = Math.min(channels, from + together);
      units.add(new ImportUnit(ref, from, to, plane * (to - from + 4) + MARGIN_BYTES));
    }
    return units;
  }

  @Override
  public long memoryBytes(ImcImportParams params, ImportUnit unit) {
    return unit.bytes();
  }

  @Override
  public ImportCounts process(
      ImcImportParams params, ImportUnit unit, Sample sample, Progress progress) {
    OpenRegion region = OpenRegion.of(unit.ref(), sample);
    int[] indices =
        choice(params, unit.ref(), region).subList(unit.from(), unit.to()).stream()
            .mapToInt(Panel.Chosen::index)
            .toArray();
    progress.checkCancelled();
    RegionPlanes planes = planes(unit.ref(), region, indices);
    OmeImage image = RegionImage.open(sample, unit.ref().name());
    int width = width(unit.ref(), region);
    List<ImportCounts.Figures> figures = new ArrayList<>();
    for (int c = 0; c < indices.length; c++) {
      progress.checkCancelled();
      float[] plane = planes.values()[c];
      long hot = 0;
      if (params.hotPixelCounts().isPresent()) {
        HotPixels.Filtered filtered =
            HotPixels.filter(plane, width, params.hotPixelCounts().getAsDouble());
        plane = filtered.image();
        hot = filtered.changed();
      }
      planes.values()[c] = null; // the heap is for the planes still to come
      RegionImage.write(image, unit.from() + c, plane);
      float white = Picture.percentiles(plane, 0, WHITE_PERCENTILE)[1];
      figures.add(ImportCounts.Figures.of(plane, hot, white));
    }
    return new ImportCounts(planes.missing(), planes.stray(), figures);
  }

  private static RegionPlanes planes(RegionRef ref, OpenRegion region, int... indices) {
    try {
      return region.pixels().planes(indices);
    } catch (IOException e) {
      throw new InputException(OpenRegion.message(e, ref.file()), e);
    }
  }

  @Override
  public void finish(
      ImcImportParams params, Output output, List<ImportCounts> results, Sample sample) {
    RegionRef ref = RegionRef.of(output.name(), output.inputs());
    OpenRegion region = OpenRegion.of(ref, sample);
    List<ImportCounts.Figures> figures =
        results.stream().flatMap(r -> r.channels().stream()).toList();
    List<ScanChannel> channels = new ArrayList<>();
    List<ChannelFigures> documents = new ArrayList<>();
    for (Panel.Chosen chosen : choice(params, ref, region)) {
      ImportCounts.Figures f = figures.get(channels.size());
      String key = chosen.channel().key();
      channels.add(new ScanChannel(key, chosen.channel().name()));
      documents.add(
          new ChannelFigures(key, chosen.channel().name(), f.max(), f.mean(), f.hotPixels()));
    }
    RegionImage.open(sample, ref.name()).withChannels(ChannelLooks.of(channels, figures));
    ImportCounts first = results.get(0);
    List<String> notes = new ArrayList<>(region.notes());
    if (first.missing() > 0) {
      notes.add("%d pixels are not in the file; they are NaN".formatted(first.missing()));
    }
    if (first.stray() > 0) {
      notes.add(
          "%d pixels of the file have no place of their own in the image".formatted(first.stray()));
    }
    sample.write(
        ScanLayout.region(ref.name()),
        new RegionDocument(params.hotPixel(), first.missing(), notes, documents));
    sample.write(
        ScanLayout.scan(Modality.IMC, ref.name()),
        new ScanDocument(
            ref.name(),
            ref.source().word(),
            Path.of(ref.file()).getFileName().toString(),
            region.pixelSizeUm(),
            width(ref, region),
            height(ref, region),
            channels,
            output.inputs().get("slide"),
            region.stageAffine(),
            region.metadata()));
  }

  /** Ends the run with an error where regions are broken and were not to be left out. */
  @Override
  public Report report(ImcImportParams params, List<Output> outputs, Sample sample) {
    Regions regions = Survey.of(params);
    if (!regions.broken().isEmpty()) {
      throw new InputException(
          String.join("\n", regions.broken().values())
              + "\n%d other regions were imported; put the .txt of the broken ones beside, or give"
                  .formatted(regions.regions().size())
              + " --damaged skip or recover");
    }
    return ImportReport.of(outputs, regions.notes(), panel(params), sample);
  }

  private static Optional<Path> panel(ImcImportParams params) {
    return Optional.of(params.panel().toPath()).filter(p -> !p.toString().isEmpty());
  }

  private static List<Panel.Chosen> choice(
      ImcImportParams params, RegionRef ref, OpenRegion region) {
    return ChannelChoice.of(
        region.pixels().channels(), ChannelChoice.panel(params, ref), ref.name());
  }

  private static int width(RegionRef ref, OpenRegion region) {
    try {
      return region.pixels().widthPx();
    } catch (IOException e) {
      throw new InputException(OpenRegion.message(e, ref.file()), e);
    }
  }

  private static int height(RegionRef ref, OpenRegion region) {
    try {
      return region.pixels().heightPx();
    } catch (IOException e) {
      throw new InputException(OpenRegion.message(e, ref.file()), e);
    }
  }
}
