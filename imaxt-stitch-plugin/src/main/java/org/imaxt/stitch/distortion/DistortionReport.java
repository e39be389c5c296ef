package org.imaxt.stitch.distortion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.DistortionDocument.MapPoint;
import org.imaxt.core.sample.DistortionDocument.Quality;
import org.imaxt.core.sample.DistortionDocument.StageAxes;

/** The distortion field, how sure it is, and what is left of it in overlaps. */
final class DistortionReport {

  private static final int ARROWS = 14;

  /** The longest arrow reaches about to the next one. */
  private static final double ARROW_SHARE = 0.9;

  private DistortionReport() {}

  static Report of(DistortionDocument document) {
    Distortion distortion = document.distortion();
    Quality quality = document.quality();
    Report report =
        Report.titled(
            document.estimated()
                ? "Distortion: %s µm at the corners, %s px left in overlaps"
                    .formatted(
                        Numbers.shown(distortion.cornerUm()), Numbers.shown(quality.heldOutPx()))
                : "Distortion: not corrected");
    if (!document.estimated()) {
      report.warning("%s; nothing is undistorted", document.reason());
    }
    report
        .number("displacement at the corners, largest", distortion.cornerUm(), "µm")
        .number("overlap residual before, rms along an axis", quality.beforePx(), "px")
        .number("overlap residual after, rms along an axis", quality.afterPx(), "px")
        .number("overlap residual held out, rms along an axis", quality.heldOutPx(), "px")
        .number("pairs that show structure", quality.pairs(), "")
        .number("corresponding places", quality.points(), "")
        .number("magnification along x", 100 * distortion.magnificationX(), "%")
        .number("magnification along x, standard error", 100 * document.magnificationSigmaX(), "%")
        .number("magnification along y", 100 * distortion.magnificationY(), "%")
        .number("magnification along y, standard error", 100 * document.magnificationSigmaY(), "%")
        .number(
            "direction of steps along x, standard error", 1e3 * document.directionSigmaX(), "mrad")
        .number(
            "direction of steps along y, standard error", 1e3 * document.directionSigmaY(), "mrad");
    stage(report, document.stage());
    double longest = Math.max(1e-9, distortion.cornerUm());
    double spacing = 2 * distortion.halfSidePx() / ARROWS * distortion.pixelSizeUm();
    double stretch = ARROW_SHARE * spacing / longest;
    report.image(
        "Where the camera's pixels truly look, from their own place to the true one, %s times enlarged."
            .formatted(Numbers.shown(stretch)),
        Plot.vectors(field(distortion, stretch), "x in the camera image (µm)", "y (µm)"));
    if (!quality.map().isEmpty()) {
      double left =
          quality.map().stream().mapToDouble(m -> Math.hypot(m.xUm(), m.yUm())).max().orElse(0);
      double enlarged = ARROW_SHARE * spacing / Math.max(1e-9, left);
      report.image(
          "What is left in overlaps that the fit did not see, averaged over squares, %s times enlarged: no pattern, no missing term."
              .formatted(Numbers.shown(enlarged)),
          Plot.vectors(
              map(quality.map(), distortion.pixelSizeUm(), enlarged),
              "x in the camera image (µm)",
              "y (µm)"));
    }
    report.table(
        "Coefficients of the "
            + document.distortion().model().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        List.of("term", "coefficient µm", "standard error µm"),
        coefficients(document));
    return report;
  }

  private static void stage(Report report, StageAxes stage) {
    if (!stage.learnt()) {
      report.paragraph(
          "Too few linked tiles to learn the stage's axes: its rotation is taken for 0.");
      return;
    }
    report
        .number("stage rotation", 1e3 * stage.rotationRad(), "mrad")
        .number("stage rotation, standard error", 1e3 * stage.rotationSigmaRad(), "mrad")
        .number("stage error along an axis", stage.sigmaUm(), "µm")
        .number("linked tiles", stage.tiles(), "");
  }

  private static List<Plot.Arrow> field(Distortion distortion, double stretch) {
    double p = distortion.pixelSizeUm();
    List<Plot.Arrow> arrows = new ArrayList<>();
    double[] d = new double[2];
    for (int j = 0; j < ARROWS; j++) {
      for (int i = 0; i < ARROWS; i++) {
        double u = (i + 0.5) * distortion.widthPx() / ARROWS;
        double v = (j + 0.5) * distortion.heightPx() / ARROWS;
        distortion.displacement(u, v, d);
        arrows.add(new Plot.Arrow(u * p, v * p, stretch * d[0] * p, stretch * d[1] * p));
      }
    }
    return arrows;
  }

  private static List<Plot.Arrow> map(List<MapPoint> map, double pixelUm, double stretch) {
    return map.stream()
        .map(
            m ->
                new Plot.Arrow(
                    m.u() * pixelUm, m.v() * pixelUm, stretch * m.xUm(), stretch * m.yUm()))
        .toList();
  }

  private static List<List<String>> coefficients(DistortionDocument document) {
    List<String> names = document.distortion().model().names();
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      rows.add(
          List.of(
              names.get(k),
              Numbers.shown(document.distortion().coefficientsUm().get(k)),
              Numbers.shown(document.coefficientSigmasUm().get(k))));
    }
    return rows;
  }
}
