package org.imaxt.core.algo.cube;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.junit.jupiter.api.Test;

/** Voxels from planes whose values are known. */
class VoxelBlockTest {

  private static final IntensityScale PLAIN = new IntensityScale(1, 0);

  /** Rounding of stored numbers. */
  private static final double ROUNDING = 0.5 + 1e-9;

  private interface Value {
    double at(int x, int y);
  }

  private static PixelPlane plane(int width, int height, Value value) {
    short[] pixels = new short[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) Math.round(value.at(i % width, i / width));
    }
    return new PixelPlane(ArrayImgs.unsignedShorts(pixels, width, height), PLAIN);
  }

  private static VoxelToPixel scaled(double pixels, double x0, double y0) {
    return new VoxelToPixel(pixels, 0, x0, 0, pixels, y0);
  }

  @Test
  void keepsRampsAtAnyVoxelSize() {
    PixelPlane ramp = plane(200, 150, (x, y) -> 1000 + 20 * x + 8 * y);
    for (double size : new double[] {0.3, 1, 1.4, 2}) {
      VoxelToPixel map = scaled(size, 10.25, 12.5);
      VoxelBlock block = new VoxelBlock(3, 5, 40, 30);
      block.add(ramp, map, 1);
      short[] stored = block.stored(PLAIN);
      for (int j = 0; j < 30; j++) {
        for (int i = 0; i < 40; i++) {
          double x = map.x(3 + i, 5 + j);
          double y = map.y(3 + i, 5 + j);
          // a tent of other than whole widths weighs its sides unevenly: up to 1/8 of a step
          double tol = ROUNDING + (size > 1 && size < 2 ? 28 / 8.0 : 0);
          assertEquals(1000 + 20 * x + 8 * y, stored[j * 40 + i], tol, size + " " + i + " " + j);
        }
      }
    }
  }

  @Test
  void takesOutPatternsFinerThanVoxels() {
    PixelPlane chequered = plane(100, 100, (x, y) -> 1000 + ((x + y) % 2 == 0 ? 400 : -400));
    VoxelBlock block = new VoxelBlock(0, 0, 40, 40);
    block.add(chequered, scaled(2, 10, 10), 1);
    for (short voxel : block.stored(PLAIN)) {
      assertEquals(1000, voxel, ROUNDING);
    }
  }

  @Test
  void turnsPlanes() {
    PixelPlane ramp = plane(200, 200, (x, y) -> 1000 + 20 * x + 8 * y);
    double angle = 0.1;
    VoxelToPixel map =
        new VoxelToPixel(
            Math.cos(angle), -Math.sin(angle), 60, Math.sin(angle), Math.cos(angle), 60);
    VoxelBlock block = new VoxelBlock(0, 0, 50, 50);
    block.add(ramp, map, 1);
    short[] stored = block.stored(PLAIN);
    for (int i = 0; i < stored.length; i++) {
      double expected = 1000 + 20 * map.x(i % 50, i / 50) + 8 * map.y(i % 50, i / 50);
      assertEquals(expected, stored[i], ROUNDING);
    }
  }

  @Test
  void leavesTheUnknownOut() {
    PixelPlane half = plane(100, 40, (x, y) -> x < 50 ? 0 : 700);
    VoxelBlock block = new VoxelBlock(0, 0, 100, 40);
    block.add(half, scaled(1, 0.25, 0), 1);
    short[] stored = block.stored(PLAIN);
    for (int x = 0; x < 98; x++) {
      assertEquals(x < 50 ? 0 : 700, stored[20 * 100 + x], "column " + x);
    }
  }

  @Test
  void knowsNothingBesideThePlane() {
    PixelPlane plane = plane(20, 20, (x, y) -> 500);
    VoxelBlock beside = new VoxelBlock(100, 100, 10, 10);
    beside.add(plane, scaled(1, 0, 0), 1);
    assertArrayEquals(new short[100], beside.stored(PLAIN));
    VoxelBlock across = new VoxelBlock(15, 0, 10, 1);
    across.add(plane, scaled(1, 0, 0), 1);
    assertArrayEquals(new short[] {500, 500, 500, 500, 500, 0, 0, 0, 0, 0}, across.stored(PLAIN));
  }

  @Test
  void weighsPlanesByTheirShare() {
    VoxelBlock block = new VoxelBlock(0, 0, 4, 4);
    block.add(plane(10, 10, (x, y) -> 1000), scaled(1, 2, 2), 0.25);
    block.add(plane(10, 10, (x, y) -> 2000), scaled(1, 2, 2), 0.75);
    block.add(plane(10, 10, (x, y) -> 0), scaled(1, 2, 2), 1);
    assertEquals(1750, block.stored(PLAIN)[5]);
  }

  @Test
  void translatesScales() {
    short[] pixels = {300, 300, 300, 300};
    PixelPlane plane =
        new PixelPlane(ArrayImgs.unsignedShorts(pixels, 2, 2), new IntensityScale(0.5, -100));
    VoxelBlock block = new VoxelBlock(0, 0, 1, 1);
    block.add(plane, scaled(1, 0, 0), 1);
    assertEquals(75, block.stored(new IntensityScale(2, -100))[0]);
    assertEquals(1, block.stored(new IntensityScale(1, 200))[0], "below the range is clipped to 1");
  }

  @Test
  void refusesFlattenedPlanes() {
    assertThrows(IllegalArgumentException.class, () -> new VoxelToPixel(1, 1, 0, 1, 1, 0));
  }

  @Test
  void halvesPlanesTogetherOverWhatIsKnown() {
    short[] upper = {10, 20, 0, 30, 40, 0, 8, 8, 8};
    short[] lower = {12, 22, 5, 32, 42, 0, 0, 0, 0};
    short[] halved = KnownMean.halved(3, 3, upper, lower);
    assertArrayEquals(new short[] {26, 5, 8, 8}, halved);
    assertArrayEquals(new short[] {25, 0, 8, 8}, KnownMean.halved(3, 3, upper));
    assertTrue(KnownMean.halved(3, 3, new short[9], new short[9])[0] == 0);
  }
}
