package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imaxt.core.algo.fuse.SeamSteps;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.ChannelWindows;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.Flatfields;

/** Makes the mosaic of each section and its confidence. */
@StageInfo(
    id = "fuse",
    menu = "Plugins>IMAXT>Fuse Mosaics...",
    summary = "Makes the mosaic of each section, its confidence and dataset.xml.")
public final class FuseStage implements Stage<FuseParams, Superblock, FusedCounts> {

  /** Floats and uint16 of a band, and uint16 of two images at level 1 and below. */
  private static final long BYTES_PER_PIXEL = 4;

  private static final List<String> COLOURS = List.of("00FFFF", "FF00FF", "FFFF00", "FFFFFF");

  /** A stage. */
  public FuseStage() {}

  @Override
  public FuseParams defaults() {
    return FuseParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 4;
  }

  @Override
  public Footprint footprint(FuseParams params) {
    return new Footprint(
        List.of("ingest", "stitch"),
        List.of("flatfield", Distortions.STAGE),
        List.of(Layout.MOSAIC, Layout.CONFIDENCE, Layout.POSITION_ERROR));
  }

  @Override
  public List<Output> outputs(FuseParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    SortedMap<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "canvas", acquisition.canvas().toString(),
                "orientation", acquisition.orientation().key()));
    List<Output> outputs = new ArrayList<>();
    for (int section : selection.of(acquisition.sections())) {
      List<String> reads = new ArrayList<>(Flatfields.references(sample, acquisition));
      reads.addAll(Distortions.references(sample));
      reads.add("ingest/" + Layout.sectionName(section));
      reads.add("stitch/" + Layout.sectionName(section));
      // the images replace their own levels, so that labels made on them stay
      outputs.add(new Output(Layout.sectionName(section), section, reads, inputs, List.of()));
    }
    return outputs;
  }

  @Override
  public void prepare(FuseParams params, Output output, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Multiscale multiscale = multiscale(acquisition, output.section());
    OmeDocument document = OmeDocument.image(multiscale, channels(acquisition, 0, 65535));
    MosaicScale.write(
        OmeImage.create(
            group(sample, Layout.mosaic(output.section())), document, arrays(acquisition)),
        MosaicScale.of(sample, acquisition, params.intensityStep()),
        "intensity (ADU)");
    MosaicScale.write(
        OmeImage.create(
            group(sample, Layout.confidence(output.section())),
            OmeDocument.image(multiscale, channels(acquisition, 0, 8192)),
            arrays(acquisition)),
        MosaicScale.CONFIDENCE,
        "confidence");
    preparePositionError(params, output, sample);
  }

  /** Without being asked for there is no image, nor one of an earlier run. */
  private static void preparePositionError(FuseParams params, Output output, Sample sample) {
    String path = Layout.positionError(output.section());
    if (!params.positionError()) {
      sample.store().deleteTree(path);
      return;
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    MosaicScale.write(
        OmeImage.create(
            group(sample, path),
            OmeDocument.image(
                multiscale(acquisition, output.section()), channels(acquisition, 0, 10_000)),
            arrays(acquisition)),
        MosaicScale.POSITION_ERROR,
        "position error (µm)");
  }

  @Override
  public int phases() {
    return PyramidGeometry.PHASES;
  }

  @Override
  public List<Superblock> plan(FuseParams params, Output output, int phase, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    PyramidGeometry geometry = geometry(acquisition);
    int level = phase * PyramidGeometry.LEVELS_PER_BLOCK;
    List<Superblock> units = new ArrayList<>();
    if (!geometry.hasPhase(phase)) {
      return units;
    }
    for (int layer = 1; layer <= acquisition.layers(); layer++) {
      for (int channel = 1; channel <= acquisition.channels(); channel++) {
        for (int row = 0; row < geometry.rows(level); row++) {
          for (int column = 0; column < geometry.columns(level); column++) {
            units.add(new Superblock(output.section(), channel, layer, level, column, row));
          }
        }
      }
    }
    return units;
  }

  @Override
  public FusedCounts process(FuseParams params, Superblock unit, Sample sample, Progress progress) {
    BlockFuser fuser = new BlockFuser(sample, params, unit);
    return unit.level() == 0 ? fuser.fuse(progress) : fuser.average(progress);
  }

  @Override
  public long memoryBytes(FuseParams params, Superblock unit) {
    return BYTES_PER_PIXEL * PyramidGeometry.SUPERBLOCK * PyramidGeometry.SUPERBLOCK;
  }

  @Override
  public void finish(FuseParams params, Output output, List<FusedCounts> results, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    OmeImage mosaic =
        OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(output.section())));
    ChannelWindows.write(mosaic, channels(acquisition, 0, 65535));
    long clipped = results.stream().mapToLong(FusedCounts::clipped).sum();
    long known = results.stream().mapToLong(FusedCounts::known).sum();
    sample.write(
        FuseReport.counts(output.section()),
        new MosaicDocument(
            output.section(), known, clipped, seams(results, acquisition.channels())));
  }

  private static List<SeamSteps> seams(List<FusedCounts> results, int channels) {
    return IntStream.rangeClosed(1, channels)
        .mapToObj(
            channel ->
                results.stream()
                    .filter(r -> r.channel() == channel)
                    .map(FusedCounts::seams)
                    .reduce(SeamSteps.NONE, SeamSteps::plus))
        .toList();
  }

  @Override
  public void end(FuseParams params, Sample sample) {
    if (DatasetXml.isPossible(sample)) {
      DatasetXml.write(sample, DatasetXml.beside(sample));
    }
  }

  @Override
  public Report report(FuseParams params, List<Output> outputs, Sample sample) {
    return FuseReport.of(outputs, sample);
  }

  /** Levels, chunks and superblocks of all mosaics of a sample. */
  static PyramidGeometry geometry(AcquisitionDocument acquisition) {
    return new PyramidGeometry(acquisition.canvas().widthPx(), acquisition.canvas().heightPx());
  }

  private static List<ArraySpec> arrays(AcquisitionDocument acquisition) {
    return geometry(acquisition)
        .arrays(acquisition.channels(), acquisition.layers(), DataType.UINT16);
  }

  private static Multiscale multiscale(AcquisitionDocument acquisition, int section) {
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    return geometry(acquisition)
        .multiscale(
            Layout.sectionName(section),
            new double[] {acquisition.planeStepUm() > 0 ? acquisition.planeStepUm() : 1, p, p},
            new double[] {0, canvas.yUm() + p / 2, canvas.xUm() + p / 2});
  }

  private static ZarrGroup group(Sample sample, String path) {
    return ZarrGroup.exists(sample.store(), path)
        ? ZarrGroup.open(sample.store(), path)
        : ZarrGroup.create(sample.store(), path, sample.version());
  }

  private static List<Channel> channels(AcquisitionDocument acquisition, double start, double end) {
    List<Channel> channels = new ArrayList<>();
    for (int c = 1; c <= acquisition.channels(); c++) {
      channels.add(
          new Channel(
              Layout.channelName(c),
              COLOURS.get((c - 1) % COLOURS.size()),
              true,
              0,
              65535,
              start,
              end));
    }
    return channels;
  }
}
