package org.imaxt.beads.cube;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;

/**
 * Voxels of the cube, its levels and chunks, and the planes that go into it.
 *
 * @param channels number of channels
 * @param x0Um x of the first voxel's centre, cube frame, µm
 * @param y0Um y of the first voxel's centre, cube frame, µm
 * @param z0Um z of the first voxel's centre, cube frame, µm
 * @param voxelUm edge length along x and y, µm
 * @param voxelZUm edge length along z, µm
 * @param size voxels along x, y, z at level 0
 * @param factors block of each level against level 0, (x and y, z)
 * @param planes the planes of all sections in order of depth
 * @param planeStepUm usual step from a plane to the next, µm
 */
record CubeGrid(
    int channels,
    double x0Um,
    double y0Um,
    double z0Um,
    double voxelUm,
    double voxelZUm,
    int[] size,
    List<int[]> factors,
    List<Plane> planes,
    double planeStepUm) {

  /** Columns and rows of a chunk. */
  static final int CHUNK = 256;

  /** Planes of a chunk. */
  static final int CHUNK_Z = 16;

  /** Columns and rows of a unit of work. */
  static final int BLOCK = 512;

  /**
   * A level is halved in depth as well once its voxels would not get this much deeper than wide.
   */
  private static final double DEEPEST = 1.5;

  /**
   * A plane of a section.
   *
   * @param section number from 1
   * @param layer number from 1
   * @param zUm its depth, cube frame, µm
   */
  record Plane(int section, int layer, double zUm) {}

  static CubeGrid of(CubeParams params, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    SectionTransforms transforms = SectionTransforms.of(sample);
    Receipts receipts = new Receipts(sample);
    List<Plane> planes = new ArrayList<>();
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int section : acquisition.sections()) {
      if (transforms.has(section)
          && receipts.find("fuse", Layout.sectionName(section)).isPresent()) {
        for (int layer = 1; layer <= acquisition.layers(); layer++) {
          planes.add(new Plane(section, layer, acquisition.zUm(section, layer)));
        }
        widen(box, acquisition, transforms, section);
      }
    }
    if (planes.isEmpty()) {
      throw new SampleFormatException(
          sample.location()
              + " has no section with a mosaic that is registered; run imaxt register");
    }
    double vz = params.voxelZ() > 0 ? params.voxelZ() : acquisition.sectionThicknessUm();
    double v = params.voxel();
    double x0 = Math.floor(box[0] / v) * v + v / 2;
    double y0 = Math.floor(box[1] / v) * v + v / 2;
    double depth = planes.get(planes.size() - 1).zUm() - planes.get(0).zUm();
    int[] size = {
      (int) Math.ceil((box[2] - x0 + v / 2) / v - 1e-9),
      (int) Math.ceil((box[3] - y0 + v / 2) / v - 1e-9),
      1 + (int) Math.floor(depth / vz + 1e-9)
    };
    double step = acquisition.planeStepUm();
    return new CubeGrid(
        acquisition.channels(),
        x0,
        y0,
        planes.get(0).zUm(),
        v,
        vz,
        size,
        levels(size, v, vz),
        planes,
        step > 0 ? step : vz);
  }

  /** Widens a box in the cube frame so that it holds a section's canvas. */
  private static void widen(
      double[] box, AcquisitionDocument acquisition, SectionTransforms transforms, int section) {
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    for (int corner = 0; corner < 4; corner++) {
      double[] at =
          transforms.toCube(
              section,
              canvas.xUm() + (corner & 1) * canvas.widthPx() * p,
              canvas.yUm() + (corner >> 1) * canvas.heightPx() * p);
      for (int axis = 0; axis < 2; axis++) {
        box[axis] = Math.min(box[axis], at[axis]);
        box[2 + axis] = Math.max(box[2 + axis], at[axis]);
      }
    }
  }

  private static List<int[]> levels(int[] size, double voxel, double voxelZ) {
    List<int[]> factors = new ArrayList<>();
    int xy = 1;
    int z = 1;
    factors.add(new int[] {1, 1});
    while (Math.max(size[0], size[1]) > CHUNK * xy) {
      xy *= 2;
      z *= 2 * z * voxelZ <= DEEPEST * xy * voxel ? 2 : 1;
      factors.add(new int[] {xy, z});
    }
    return factors;
  }

  int levels() {
    return factors.size();
  }

  /** Voxels of a level along an axis: 0, 1, 2 for x, y, z. */
  int size(int level, int axis) {
    int factor = factors.get(level)[axis == 2 ? 1 : 0];
    return (size[axis] + factor - 1) / factor;
  }

  /** How many planes of the level above go into one of a level. */
  int planesTogether(int level) {
    return factors.get(level)[1] / factors.get(level - 1)[1];
  }

  List<CubeUnit> units(int level) {
    List<CubeUnit> units = new ArrayList<>();
    for (int channel = 1; channel <= channels; channel++) {
      for (int z = 0; z < size(level, 2); z += CHUNK_Z) {
        for (int y = 0; y < size(level, 1); y += BLOCK) {
          for (int x = 0; x < size(level, 0); x += BLOCK) {
            units.add(new CubeUnit(level, channel, x, y, z));
          }
        }
      }
    }
    return units;
  }

  Multiscale multiscale() {
    return Multiscale.averages(
        Layout.CUBE,
        new double[] {voxelZUm, voxelUm, voxelUm},
        new double[] {z0Um, y0Um, x0Um},
        factors.stream().map(f -> new int[] {f[1], f[0], f[0]}).toList());
  }

  List<ArraySpec> arrays() {
    List<ArraySpec> specs = new ArrayList<>();
    for (int level = 0; level < levels(); level++) {
      specs.add(
          ArraySpec.image(
              new long[] {1, channels, size(level, 2), size(level, 1), size(level, 0)},
              new int[] {1, 1, CHUNK_Z, CHUNK, CHUNK},
              DataType.UINT16));
    }
    return specs;
  }
}
