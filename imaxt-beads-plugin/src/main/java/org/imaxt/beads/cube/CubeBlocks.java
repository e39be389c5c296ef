package org.imaxt.beads.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.cube.KnownMean;
import org.imaxt.core.algo.cube.PixelPlane;
import org.imaxt.core.algo.cube.VoxelBlock;
import org.imaxt.core.algo.cube.VoxelToPixel;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/** Makes the voxels of a unit and writes its chunks; holds one unit and one plane at a time. */
final class CubeBlocks {

  private final Sample sample;
  private final CubeGrid grid;
  private final CubeUnit unit;
  private final OmeImage cube;
  private final int width;
  private final int height;
  private final int depth;

  CubeBlocks(Sample sample, CubeGrid grid, CubeUnit unit) {
    this.sample = sample;
    this.grid = grid;
    this.unit = unit;
    this.cube = OmeImage.open(ZarrGroup.open(sample.store(), Layout.CUBE));
    this.width = Math.min(CubeGrid.BLOCK, grid.size(unit.level(), 0) - unit.x());
    this.height = Math.min(CubeGrid.BLOCK, grid.size(unit.level(), 1) - unit.y());
    this.depth = Math.min(CubeGrid.CHUNK_Z, grid.size(unit.level(), 2) - unit.z());
  }

  /** Level 0 from the mosaics. */
  CubeCounts resample(Progress progress) {
    ImageScale attribute = ImageScale.read(cube);
    IntensityScale scale = new IntensityScale(attribute.bscale(), attribute.bzero());
    SectionTransforms transforms = SectionTransforms.of(sample);
    Map<Integer, Source> sources = new TreeMap<>();
    List<short[]> planes = new ArrayList<>();
    for (int z = unit.z(); z < unit.z() + depth; z++) {
      progress.checkCancelled();
      VoxelBlock block = new VoxelBlock(unit.x(), unit.y(), width, height);
      double zUm = grid.z0Um() + z * grid.voxelZUm();
      double reach = Math.max(grid.voxelZUm(), grid.planeStepUm());
      for (CubeGrid.Plane plane : grid.planes()) {
        double share = 1 - Math.abs(plane.zUm() - zUm) / reach;
        if (share > 1e-9) {
          Source source =
              sources.computeIfAbsent(plane.section(), s -> Source.open(sample, s, grid));
          block.add(
              source.plane(sample, unit.channel(), plane.layer()),
              source.map(grid, transforms.affine(plane.section())),
              share);
        }
      }
      planes.add(block.stored(scale));
    }
    return write(planes);
  }

  /**
   * A mosaic at the level that is the nearest finer one.
   *
   * @param array its pixels
   * @param level where they lie
   * @param scale what they mean
   */
  private record Source(ZarrArray array, Level level, IntensityScale scale) {

    static Source open(Sample sample, int section, CubeGrid grid) {
      OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section)));
      List<Level> levels = mosaic.document().multiscale().levels();
      int chosen = 0;
      while (chosen + 1 < levels.size()
          && levels.get(chosen + 1).scale().get(4) <= grid.voxelUm() * (1 + 1e-9)) {
        chosen++;
      }
      ImageScale stored = ImageScale.read(mosaic);
      return new Source(
          mosaic.levels().get(chosen),
          levels.get(chosen),
          new IntensityScale(stored.bscale(), stored.bzero()));
    }

    PixelPlane plane(Sample sample, int channel, int layer) {
      Img<UnsignedShortType> image = LazyZarrImg.open(array, sample.cache());
      RandomAccessibleInterval<UnsignedShortType> view = image;
      view = Views.hyperSlice(view, 4, 0);
      view = Views.hyperSlice(view, 3, channel - 1);
      return new PixelPlane(Views.hyperSlice(view, 2, layer - 1), scale);
    }

    /** Voxel to cube frame, back by the section's affine, into pixels of the level. */
    VoxelToPixel map(CubeGrid grid, double[] a) {
      double det = a[0] * a[4] - a[1] * a[3];
      double ixx = a[4] / det;
      double ixy = -a[1] / det;
      double iyx = -a[3] / det;
      double iyy = a[0] / det;
      double x0 = grid.x0Um() - a[2];
      double y0 = grid.y0Um() - a[5];
      double v = grid.voxelUm();
      double px = level.scale().get(4);
      double py = level.scale().get(3);
      return new VoxelToPixel(
          ixx * v / px,
          ixy * v / px,
          (ixx * x0 + ixy * y0 - level.translation().get(4)) / px,
          iyx * v / py,
          iyy * v / py,
          (iyx * x0 + iyy * y0 - level.translation().get(3)) / py);
    }
  }

  /** A level from the one above it. */
  CubeCounts average(Progress progress) {
    int together = grid.planesTogether(unit.level());
    int finer = unit.level() - 1;
    Img<UnsignedShortType> image = LazyZarrImg.open(cube.levels().get(finer), sample.cache());
    int sourceWidth = Math.min(2 * width, grid.size(finer, 0) - 2 * unit.x());
    int sourceHeight = Math.min(2 * height, grid.size(finer, 1) - 2 * unit.y());
    List<short[]> planes = new ArrayList<>();
    for (int z = unit.z(); z < unit.z() + depth; z++) {
      progress.checkCancelled();
      int last = Math.min(grid.size(finer, 2), (z + 1) * together);
      short[][] above = new short[last - z * together][sourceWidth * sourceHeight];
      for (int k = 0; k < above.length; k++) {
        PrimitiveBlocks.of(image)
            .copy(
                new long[] {2L * unit.x(), 2L * unit.y(), z * together + k, unit.channel() - 1, 0},
                above[k],
                new int[] {sourceWidth, sourceHeight, 1, 1, 1});
      }
      planes.add(KnownMean.halved(sourceWidth, sourceHeight, above));
    }
    if (BlockAverage.halved(sourceWidth) != width) {
      throw new IllegalStateException("levels do not fit each other at " + unit);
    }
    return write(planes);
  }

  private CubeCounts write(List<short[]> planes) {
    int side = CubeGrid.CHUNK;
    ZarrArray array = cube.levels().get(unit.level());
    long known = 0;
    for (int top = 0; top < height; top += side) {
      for (int left = 0; left < width; left += side) {
        short[] chunk = new short[CubeGrid.CHUNK_Z * side * side];
        int columns = Math.min(side, width - left);
        for (int z = 0; z < depth; z++) {
          for (int y = 0; y < Math.min(side, height - top); y++) {
            System.arraycopy(
                planes.get(z), (top + y) * width + left, chunk, (z * side + y) * side, columns);
          }
        }
        for (short voxel : chunk) {
          known += voxel == 0 ? 0 : 1;
        }
        array.writeChunk(
            chunk,
            0,
            unit.channel() - 1,
            unit.z() / CubeGrid.CHUNK_Z,
            (unit.y() + top) / side,
            (unit.x() + left) / side);
      }
    }
    return new CubeCounts(unit.level(), known);
  }
}
