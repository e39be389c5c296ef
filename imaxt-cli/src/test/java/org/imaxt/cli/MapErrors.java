package org.imaxt.cli;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.PlaneMap;
import org.imaxt.core.phantom.RoiTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.federation.frames.FrameMap;
import org.imaxt.federation.frames.Frames;

/**
 * How far points of a scan are mapped wrongly.
 *
 * @param name name of the scan
 * @param off offsets (x, y) in the cube frame, µm
 * @param expectedUm the error that the federation expects, root mean square
 */
record MapErrors(String name, double[][] off, double expectedUm) {

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
    double[][] off = new double[points.length][];
    for (int i = 0; i < off.length; i++) {
      double[] mosaic = toMosaic.apply(points[i][0], points[i][1]);
      double[] cube = toCube.apply(points[i][0], points[i][1]);
      off[i] =
          new double[] {
            cube[0] - (mosaic[0] - its.driftXUm()), cube[1] - (mosaic[1] - its.driftYUm())
          };
    }
    return new MapErrors(scan.name(), off, scan.placed().orElseThrow().targetErrorUm());
  }

  /** One translation for the stack: what cannot be known. */
  static double[] mean(List<MapErrors> all) {
    double[] sum = new double[2];
    int n = 0;
    for (MapErrors e : all) {
      for (double[] o : e.off) {
        sum[0] += o[0];
        sum[1] += o[1];
        n++;
      }
    }
    return new double[] {sum[0] / n, sum[1] / n};
  }

  /** Median distance but for a shift of the stack, µm. */
  double medianUm(double[] shift) {
    double[] d =
        Arrays.stream(off)
            .mapToDouble(o -> Math.hypot(o[0] - shift[0], o[1] - shift[1]))
            .sorted()
            .toArray();
    return d[d.length / 2];
  }

  /** Root mean square distance likewise, µm. */
  double rmsUm(double[] shift) {
    return Math.sqrt(
        Arrays.stream(off)
            .mapToDouble(o -> Math.pow(o[0] - shift[0], 2) + Math.pow(o[1] - shift[1], 2))
            .average()
            .orElse(0));
  }
}
