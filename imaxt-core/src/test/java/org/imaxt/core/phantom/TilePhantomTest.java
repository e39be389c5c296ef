package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.parallel.TaskExecutors;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The geometry of rendered tiles: neighbours, distortion, orientation, depth. */
class TilePhantomTest {
  /** Two roundings of the same value. */
  private static final int ROUNDING_ADU = 1;

  /**
   * Pixels of 0.5 µm are fine against a point spread function of 1 µm or more: linear interpolation
   * errs by under an eighth of the second difference, here some thousandths of the tissue's 1500
   * ADU.
   */
  private static final double INTERPOLATION_RMS_ADU = 6;

  @Test
  void neighboursAgreeToTheBitAtWholePixelSteps() {
    TilePhantom p = TilePhantom.grid(2, 2).jitterPx(0).seed(5).build();
    int step = (int) Math.round(p.trueYPx(1) - p.trueYPx(0));
    assertEquals(96, step, "128 px less a quarter");
    Pixels a = new Pixels(p.tile(0));
    Pixels b = new Pixels(p.tile(1));
    int worst = 0;
    for (int y = 0; y < 128 - step; y++) {
      for (int x = 0; x < 128; x++) {
        worst = Math.max(worst, (int) Math.abs(a.at(x, y + step) - b.at(x, y)));
      }
    }
    assertTrue(worst <= ROUNDING_ADU, "worst difference " + worst + " ADU");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void neighboursAgreeAtTheTrueOffsetAndNowhereElse(long seed) {
    TilePhantom p =
        TilePhantom.grid(3, 3).pixelSizeUm(0.5).overlap(0.4).jitterPx(3.3).seed(seed).build();
    Offset o = new Offset(p, 4, 5);
    double at = o.rms(0, 0);
    assertTrue(at < INTERPOLATION_RMS_ADU, "rms at the true offset " + at + " ADU");
    assertTrue(o.rms(1, 0) > 3 * at, "one pixel off along x: " + o.rms(1, 0) + " to " + at);
    assertTrue(o.rms(0, 1) > 3 * at, "one pixel off along y: " + o.rms(0, 1) + " to " + at);
  }

  @Test
  void distortedTilesAgreeWhereTheTruthSaysTheyLook() {
    TilePhantom p =
        TilePhantom.grid(3, 3)
            .pixelSizeUm(0.5)
            .overlap(0.4)
            .jitterPx(3.3)
            .seed(4)
            .with(Effect.DISTORTION, Effect.MAGNIFICATION)
            .build();
    Offset o = new Offset(p, 4, 5);
    assertTrue(p.truth().distortion().largestUm() > 5, "distortion is on");
    assertTrue(o.rms(0, 0) < INTERPOLATION_RMS_ADU, "rms " + o.rms(0, 0) + " ADU");
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void turnedTilesShowTheSameWhateverTheCamera(Orientation orientation) {
    TilePhantom upright = TilePhantom.grid(2, 2).tilePx(91, 71).seed(9).build();
    int w = orientation.swapsAxes() ? 71 : 91;
    int h = orientation.swapsAxes() ? 91 : 71;
    TilePhantom turned =
        TilePhantom.grid(2, 2).tilePx(w, h).orientation(orientation).seed(9).build();
    for (int t = 0; t < 4; t++) {
      assertEquals(upright.trueXPx(t), turned.trueXPx(t), 1e-9);
      Pixels a = new Pixels(upright.tile(t));
      Pixels b = new Pixels(turned.tile(t));
      int worst = 0;
      for (int y = 0; y < 71; y++) {
        for (int x = 0; x < 91; x++) {
          worst = Math.max(worst, (int) Math.abs(a.at(x, y) - b.at(x, y)));
        }
      }
      assertTrue(worst <= ROUNDING_ADU, "tile " + t + " differs by " + worst + " ADU");
    }
  }

  @Test
  void raggedGridsAndTurnedStagesAreReportedAsTheStageKnowsThem() {
    PhantomParams p =
        PhantomParams.small().withRaggednessUm(9).withStageRotationRad(0.01).withSeed(5).only();
    SectionTruth section = new Phantom(p).truth().sections().get(0);
    double farthest = 0;
    for (TileTruth t : section.tiles()) {
      double cos = Math.cos(0.01);
      double sin = Math.sin(0.01);
      assertEquals(cos * t.reportedXUm() - sin * t.reportedYUm(), t.trueXUm(), 1e-9);
      assertEquals(sin * t.reportedXUm() + cos * t.reportedYUm(), t.trueYUm(), 1e-9);
      double off = t.reportedXUm() - 5000 - t.column() * p.grid().stepXUm();
      farthest = Math.max(farthest, Math.abs(off));
    }
    assertTrue(farthest > 2 && farthest <= 9.05, "off the grid by " + farthest + " µm");
  }

  @Test
  void sectionsResembleTheirNeighboursAndLessThoseFarther() {
    TilePhantom.Builder b =
        TilePhantom.of(PhantomParams.small().withSections(6).withSeed(3).only());
    double near = correlation(b, 1, 2);
    double far = correlation(b, 1, 6);
    assertTrue(near > 0.6 && near < 0.99, "15 µm apart: " + near);
    assertTrue(far < near - 0.1, "75 µm apart: " + far + ", 15 µm apart: " + near);
  }

  @Test
  void stageErrorsHaveTheWidthAskedForAndAreClipped() {
    TilePhantom.Builder b = TilePhantom.grid(12, 12).tilePx(8, 8).pixelSizeUm(1).jitterPx(6);
    double square = 0;
    double largest = 0;
    int n = 0;
    for (long seed = 1; seed <= 5; seed++) {
      for (TileTruth t : b.seed(seed).build().section().tiles()) {
        double dx = t.trueXUm() - t.reportedXUm();
        double dy = t.trueYUm() - t.reportedYUm();
        square += dx * dx + dy * dy;
        largest = Math.max(largest, Math.max(Math.abs(dx), Math.abs(dy)));
        n += 2;
      }
    }
    // Clipping at 2.5 σ takes 1 % off σ; 1440 draws leave 1.9 %: three times that.
    assertEquals(6 * 0.99, Math.sqrt(square / n), 0.34, "σ of the stage, µm");
    assertTrue(largest <= 15 + 1e-9, "largest error " + largest + " µm");
  }

  private static double correlation(TilePhantom.Builder b, int first, int second) {
    Pixels a = new Pixels(b.build(first, 1, TaskExecutors.singleThreaded()).tile(4));
    Pixels c = new Pixels(b.build(second, 1, TaskExecutors.singleThreaded()).tile(4));
    double sa = 0;
    double sc = 0;
    double saa = 0;
    double scc = 0;
    double sac = 0;
    int n = 128 * 128;
    for (int i = 0; i < n; i++) {
      double va = a.at(i % 128, i / 128);
      double vc = c.at(i % 128, i / 128);
      sa += va;
      sc += vc;
      saa += va * va;
      scc += vc * vc;
      sac += va * vc;
    }
    return (sac - sa * sc / n) / Math.sqrt((saa - sa * sa / n) * (scc - sc * sc / n));
  }

  /** Random access to the values of a tile. */
  private static final class Pixels {
    private final RandomAccess<UnsignedShortType> access;
    private final long width;
    private final long height;

    Pixels(RandomAccessibleInterval<UnsignedShortType> image) {
      access = image.randomAccess();
      width = image.dimension(0);
      height = image.dimension(1);
    }

    double at(int x, int y) {
      return access.setPositionAndGet(x, y).getRealDouble();
    }

    /** Linear between the centres of pixels; NaN outside. */
    double between(double x, double y) {
      int i = (int) Math.floor(x - 0.5);
      int j = (int) Math.floor(y - 0.5);
      if (i < 0 || j < 0 || i + 1 >= width || j + 1 >= height) {
        return Double.NaN;
      }
      double s = x - 0.5 - i;
      double t = y - 0.5 - j;
      return (1 - t) * ((1 - s) * at(i, j) + s * at(i + 1, j))
          + t * ((1 - s) * at(i, j + 1) + s * at(i + 1, j + 1));
    }
  }

  /** Compares two tiles where both look at the same place by the truth. */
  private static final class Offset {
    private final TilePhantom phantom;
    private final int first;
    private final int second;

    Offset(TilePhantom phantom, int first, int second) {
      this.phantom = phantom;
      this.first = first;
      this.second = second;
    }

    double rms(double shiftX, double shiftY) {
      FieldDistortion d = phantom.truth().distortion();
      double p = d.pixelSizeUm();
      Pixels a = new Pixels(phantom.tile(first));
      Pixels b = new Pixels(phantom.tile(second));
      double dx = phantom.trueXPx(first) - phantom.trueXPx(second) + shiftX;
      double dy = phantom.trueYPx(first) - phantom.trueYPx(second) + shiftY;
      double square = 0;
      int n = 0;
      for (int y = 0; y < d.heightPx(); y++) {
        for (int x = 0; x < d.widthPx(); x++) {
          double u = x + 0.5;
          double v = y + 0.5;
          double sx = u + d.displacementXUm(u, v) / p + dx;
          double sy = v + d.displacementYUm(u, v) / p + dy;
          double bu = sx;
          double bv = sy;
          for (int k = 0; k < 20; k++) {
            double nu = sx - d.displacementXUm(bu, bv) / p;
            bv = sy - d.displacementYUm(bu, bv) / p;
            bu = nu;
          }
          double other = b.between(bu, bv);
          if (!Double.isNaN(other)) {
            square += (a.at(x, y) - other) * (a.at(x, y) - other);
            n++;
          }
        }
      }
      assertTrue(n > 500, "the tiles overlap in " + n + " px");
      return Math.sqrt(square / n);
    }
  }
}
