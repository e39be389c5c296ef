package org.imaxt.federation.export;

import java.util.Locale;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.sample.ScanDocument;

/** Spells the way from a scan to its section for programs that resample. */
final class TransformFiles {

  /** Landmarks along either side of a scan. */
  private static final int SIDE = 4;

  private TransformFiles() {}

  /**
   * An ITK transform. ITK resamples by asking where in the moving image a point of the fixed image
   * lies, so it leads from the section's mosaic frame to the scan.
   */
  static String itk(String scan, String section, FrameMap toSection) {
    Affine back = toSection.affine().inverse();
    return "#Insight Transform File V1.0\n"
        + "# points of the mosaic frame of %s (fixed, µm) to points of %s (moving, µm)\n"
            .formatted(section, scan)
        + "#Transform 0\n"
        + "Transform: AffineTransform_double_2_2\n"
        + "Parameters: %s %s %s %s %s %s\n"
            .formatted(back.a(), back.b(), back.c(), back.d(), back.txUm(), back.tyUm())
        + "FixedParameters: 0 0\n";
  }

  /**
   * Landmarks of BigWarp, moving before fixed: a grid of points of the scan, and where they lie in
   * the section's mosaic frame, the bend included.
   */
  static String landmarks(ScanDocument scan, FrameMap toSection) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SIDE * SIDE; i++) {
      double x = (i % SIDE + 0.5) / SIDE * scan.widthPx() * scan.pixelSizeUm();
      double y = (i / SIDE + 0.5) / SIDE * scan.heightPx() * scan.pixelSizeUm();
      double[] at = toSection.apply(x, y);
      text.append(
          String.format(Locale.ROOT, "\"Pt-%d\",\"true\",%s,%s,%s,%s%n", i, x, y, at[0], at[1]));
    }
    return text.toString().replace("\r", "");
  }
}
