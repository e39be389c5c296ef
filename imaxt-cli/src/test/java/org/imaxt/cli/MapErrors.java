package org.imaxt.cli;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.PlaneMap;
import org.imaxt.core.phantom.RoiTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * How far points of a scan are mapped wrongly.
 *
 * @param name name of the scan
 * @param at where the points belong (x, y) in the cube frame, µm
 * @param off offsets (x, y) from there, µm
 * @param expectedUm the error that the federation expects, root mean square
 */
record MapErrors(String name, double[][] at, double[][] off, double expectedUm) {

  private static final int POINTS = 12;

  /** A slide, over the part of the section that the microscope imaged. */
  static MapErrors of(Sample sample, PhantomTruth truth, SlideTruth slide, Scan scan) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    double w = acquisition.canvas().widthPx() * acquisition.pixelSizeUm();
    double h = acquisition.canvas().heightPx() * acquisition.pixelSizeUm();
    double[][] at = new double[POINTS * POINTS][];
    for (int i = 0; i < at.length; i++) {
      at[i] =
          slide
              .toMosaic()
              .inverse(
                  acquisition.canvas().xUm() + (0.1 + 0.8 * (i % POINTS) / (POINTS - 1)) * w,
                  acquisition.canvas().yUm() + (0.1 + 0.8 * (i / POINTS) / (POINTS - 1)) * h);
    }
    return of(sample, truth, slide.section(), slide.toMosaic(), at, scan);
  }

  /** A whole region. */
  static MapErrors of(Sample sample, PhantomTruth truth, RoiTruth roi, Scan scan) {
    double[][] at = new double[POINTS * POINTS][];
    for (int i = 0; i < at.length; i++) {
      at[i] =
          new double[] {
            (i % POINTS + 0.5) / POINTS * roi.widthPx() * roi.pixelSizeUm(),
            (i / POINTS + 0.5) / POINTS * roi.heightPx() * roi.pixelSizeUm()
          };
    }
    return of(sample, truth, roi.section(), roi.toMosaic(), at, scan);
  }

  private static MapErrors of(
      Sample sample,
      PhantomTruth truth,
      int section,
      PlaneMap toMosaic,
      double[][] points,
      Scan scan) {
    SectionTruth its =
        truth.sections().stream().filter(s -> s.section() == section).findFirst().orElseThrow();
    FrameMap toCube = Frames.of(sample).map(scan.name(), Frames.CUBE);
    double[][] at = new double[points.length][];
    double[][] off = new double[points.length][];
    for (int i = 0; i < off.length; i++) {
      double[] mosaic = toMosaic.apply(points[i][0], points[i][1]);
      double[] cube = toCube.apply(points[i][0], points[i][1]);
      at[i] = new double[] {mosaic[0] - its.driftXUm(), mosaic[1] - its.driftYUm()};
      off[i] = new double[] {cube[0] - at[i][0], cube[1] - at[i][1]};
    }
    return new MapErrors(scan.name(), at, off, scan.placed().orElseThrow().targetErrorUm());
  }

  /**
   * What scans have in common, because the block cannot know it.
   *
   * @param shiftX shift along x, µm
   * @param scaleX relative change of x
   * @param shiftY shift along y, µm
   * @param scaleY relative change of y
   */
  record Stack(double shiftX, double scaleX, double shiftY, double scaleY) {

    /** One translation. */
    static Stack shift(List<MapErrors> all) {
      return of(all, false);
    }

    /** One translation, one x and one y scale. */
    static Stack shiftAndScale(List<MapErrors> all) {
      return of(all, true);
    }

    private static Stack of(List<MapErrors> all, boolean scale) {
      double[] line = new double[4];
      for (int axis = 0; axis < 2; axis++) {
        SimpleRegression fit = new SimpleRegression();
        for (MapErrors e : all) {
          for (int i = 0; i < e.off.length; i++) {
            fit.addData(e.at[i][axis], e.off[i][axis]);
          }
        }
        line[2 * axis] = scale ? fit.getIntercept() : mean(all, axis);
        line[2 * axis + 1] = scale ? fit.getSlope() : 0;
      }
      return new Stack(line[0], line[1], line[2], line[3]);
    }

    private static double mean(List<MapErrors> all, int axis) {
      return all.stream()
          .flatMap(e -> Arrays.stream(e.off))
          .mapToDouble(o -> o[axis])
          .average()
          .orElse(0);
    }
  }

  private double[] distances(Stack stack) {
    double[] d = new double[off.length];
    for (int i = 0; i < d.length; i++) {
      d[i] =
          Math.hypot(
              off[i][0] - stack.shiftX - stack.scaleX * at[i][0],
              off[i][1] - stack.shiftY - stack.scaleY * at[i][1]);
    }
    Arrays.sort(d);
    return d;
  }

  /** Median distance but for what the stack has in common, µm. */
  double medianUm(Stack stack) {
    return distances(stack)[off.length / 2];
  }

  /** Root mean square distance likewise, µm. */
  double rmsUm(Stack stack) {
    return Math.sqrt(Arrays.stream(distances(stack)).map(d -> d * d).average().orElse(0));
  }
}
