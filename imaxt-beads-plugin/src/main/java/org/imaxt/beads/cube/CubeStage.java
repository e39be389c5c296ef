package org.imaxt.beads.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ZarrGroup;

/** Makes one image of all registered sections; always of all, whatever sections are asked for. */
@StageInfo(
    id = "cube",
    menu = "Plugins>IMAXT>Make Cube...",
    summary = "Resamples the registered sections to one image of chosen voxels.")
public final class CubeStage implements Stage<CubeParams, CubeUnit, CubeCounts> {

  /** Level 0 and coarser ones: enough for 131,072 voxels a side. */
  private static final int PHASES = 10;

  /** A block of voxels with its sums, and the pixels under one plane of it. */
  private static final long BYTES = 48L << 20;

  /** A stage. */
  public CubeStage() {}

  @Override
  public CubeParams defaults() {
    return CubeParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(CubeParams params) {
    return new Footprint(List.of("fuse", "register"), List.of(), List.of(Layout.CUBE));
  }

  @Override
  public List<Output> outputs(CubeParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<String> reads = new ArrayList<>();
    reads.add("register/sections");
    Receipts receipts = new Receipts(sample);
    for (int section : acquisition.sections()) {
      if (receipts.find("fuse", Layout.sectionName(section)).isPresent()) {
        reads.add("fuse/" + Layout.sectionName(section));
      }
    }
    // the image replaces its own levels, so that labels made on it stay
    return List.of(new Output(Layout.CUBE, 0, reads, new TreeMap<>(), List.of()));
  }

  @Override
  public void prepare(CubeParams params, Output output, Sample sample) {
    CubeGrid grid = CubeGrid.of(params, sample);
    List<OmeImage> mosaics =
        grid.planes().stream()
            .mapToInt(CubeGrid.Plane::section)
            .distinct()
            .mapToObj(s -> OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(s))))
            .toList();
    List<ImageScale> scales = mosaics.stream().map(ImageScale::read).toList();
    ZarrGroup group = ZarrGroup.create(sample.store(), Layout.CUBE, sample.version());
    OmeImage cube =
        OmeImage.create(
            group,
            OmeDocument.image(grid.multiscale(), mosaics.get(0).document().channels()),
            grid.arrays());
    new ImageScale(
            scales.stream().mapToDouble(ImageScale::bscale).max().orElseThrow(),
            scales.stream().mapToDouble(ImageScale::bzero).min().orElseThrow())
        .write(cube, "intensity (ADU)");
  }

  @Override
  public int phases() {
    return PHASES;
  }

  @Override
  public List<CubeUnit> plan(CubeParams params, Output output, int phase, Sample sample) {
    CubeGrid grid = CubeGrid.of(params, sample);
    return phase < grid.levels() ? grid.units(phase) : List.of();
  }

  @Override
  public CubeCounts process(CubeParams params, CubeUnit unit, Sample sample, Progress progress) {
    CubeBlocks blocks = new CubeBlocks(sample, CubeGrid.of(params, sample), unit);
    return unit.level() == 0 ? blocks.resample(progress) : blocks.average(progress);
  }

  @Override
  public long memoryBytes(CubeParams params, CubeUnit unit) {
    return BYTES;
  }

  @Override
  public void finish(CubeParams params, Output output, List<CubeCounts> results, Sample sample) {}

  @Override
  public Report report(CubeParams params, List<Output> outputs, Sample sample) {
    return CubeReport.of(CubeGrid.of(params, sample), sample);
  }
}
