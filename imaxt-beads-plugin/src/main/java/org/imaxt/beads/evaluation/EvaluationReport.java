package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.beads.evaluation.BeadErrors.BeadError;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;

/** How well beads and sections agree with the truth. */
final class EvaluationReport {

  /** From this signal to noise on, beads are bright enough to be judged by their places. */
  private static final double BRIGHT_SNR = 2;

  private static final int BINS = 40;

  private EvaluationReport() {}

  static Report of(
      BeadScore score, List<BeadNumberSurvey.Point> survey, EvaluateBeadsParams params) {
    Report report =
        Report.titled(
            "Found %s of %s beads, %s of %s accepted are none"
                .formatted(score.found(), score.shown(), score.invented(), score.accepted()));
    report.paragraph(
        "Beads count where they show a disc of more than %s µm that lies on tiles as a whole. Places"
            + " are compared for beads in tiles that overlaps place.",
        params.leastRadius());
    numbers(report, score, survey.isEmpty() ? List.of() : score.steps());
    if (!score.errors().isEmpty()) {
      pictures(report, score.errors());
    }
    if (survey.isEmpty()) {
      report.paragraph(
          "No step between sections is judged: they are not registered, or no two share beads.");
    } else {
      sections(report, survey);
    }
    told(report, "Lost", score.sections().stream().flatMap(s -> s.lost.stream()).toList());
    told(report, "False", score.sections().stream().flatMap(s -> s.invented.stream()).toList());
    return report;
  }

  private static void numbers(Report report, BeadScore score, List<SectionSteps.Step> steps) {
    report
        .number("beads shown", score.shown(), "")
        .number("recall", 100 * score.recall(), "%")
        .number("recall of undamaged beads", 100 * score.recallOfWhole(), "%")
        .number("candidates", score.candidates(), "")
        .number("accepted", score.accepted(), "")
        .number("false among the accepted", 100 * score.falseShare(), "%")
        .number("beads whose places are compared", score.errors().size(), "")
        .number("error of a centre in the mosaic, median", score.distancePx(0.5), "px")
        .number("error of a centre in the mosaic, 90 %", score.distancePx(0.9), "px")
        .number("error of a centre in its tile, S/N from 2, median", score.inTileUm(2), "µm")
        .number("bias of the apparent radius", score.radiusBiasUm(), "µm")
        .number("error of the apparent radius, median", score.radiusMedianUm(), "µm")
        .number("coordinates within one standard error (68 %)", 100 * score.within(1), "%")
        .number("coordinates within two standard errors (95 %)", 100 * score.within(2), "%");
    if (!steps.isEmpty()) {
      report.number("error of a step between sections, rms", SectionSteps.rms(steps), "µm");
    }
  }

  private static void pictures(Report report, List<BeadError> errors) {
    double[] snr = column(errors, BeadError::snr);
    report.image(
        "Error of each bead's centre in its own tile against its signal to noise, and the median"
            + " error that the Cramér-Rao bound allows it.",
        Plot.logarithmic(
            List.of(
                new Plot.Series("error", snr, column(errors, BeadError::inTile)),
                new Plot.Series("bound", snr, column(errors, BeadError::bound))),
            "signal to noise of a pixel",
            "error of the centre (µm)",
            Plot.Style.POINTS));
    double[] x = column(errors, e -> e.x() / e.sigmaX());
    double[] y = column(errors, e -> e.y() / e.sigmaY());
    report.image(
        "Errors along x and y in the mosaic over their standard errors; of honest ones two thirds"
            + " lie within 1.",
        Plot.histogram(
            List.of(
                new Plot.Series("x", within(x, 6), within(x, 6)),
                new Plot.Series("y", within(y, 6), within(y, 6))),
            "error over standard error",
            BINS));
    double[] radius = column(errors, BeadError::radius);
    report.image(
        "Errors of the apparent radii.",
        Plot.histogram(
            List.of(new Plot.Series("beads", radius, radius)), "error of the radius (µm)", BINS));
    List<BeadError> bright = errors.stream().filter(e -> e.snr() >= BRIGHT_SNR).toList();
    report.table(
        "Error of a centre in its tile by signal to noise",
        List.of("S/N", "beads", "median µm", "bound µm"),
        bins(bright));
  }

  /** Medians between powers of two of the signal to noise. */
  private static List<List<String>> bins(List<BeadError> errors) {
    List<List<String>> rows = new ArrayList<>();
    double most = errors.stream().mapToDouble(BeadError::snr).max().orElse(0);
    for (double low = BRIGHT_SNR; low <= most; low *= 2) {
      double from = low;
      List<BeadError> bin =
          errors.stream().filter(e -> e.snr() >= from && e.snr() < 2 * from).toList();
      if (!bin.isEmpty()) {
        rows.add(
            List.of(
                "%.0f to %.0f".formatted(from, 2 * from),
                Integer.toString(bin.size()),
                Numbers.shown(BeadErrors.quantile(bin, BeadError::inTile, 0.5)),
                Numbers.shown(BeadErrors.quantile(bin, BeadError::bound, 0.5))));
      }
    }
    return rows;
  }

  private static void sections(Report report, List<BeadNumberSurvey.Point> survey) {
    double[] beads = survey.stream().mapToDouble(BeadNumberSurvey.Point::beads).toArray();
    double[] step = survey.stream().mapToDouble(BeadNumberSurvey.Point::stepUm).toArray();
    double[] told = survey.stream().mapToDouble(BeadNumberSurvey.Point::toldUm).toArray();
    report.image(
        "Error of a step between neighbouring sections against the number of beads, registered anew"
            + " with beads drawn at random; and the error that the registration itself tells.",
        Plot.logarithmic(
            List.of(
                new Plot.Series("against the truth", beads, step),
                new Plot.Series("as told", beads, told)),
            "beads a section",
            "error of a step, rms (µm)",
            Plot.Style.LINES));
    report.table(
        "Error of a step by the number of beads",
        List.of("beads a section", "steps", "error µm", "told µm"),
        survey.stream()
            .map(
                p ->
                    List.of(
                        Numbers.shown(p.beads()),
                        Integer.toString(p.steps()),
                        Numbers.shown(p.stepUm()),
                        Numbers.shown(p.toldUm())))
            .toList());
  }

  private static void told(Report report, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      report.table(name, List.of("bead"), lines.stream().map(List::of).toList());
    }
  }

  private static double[] within(double[] values, double most) {
    return Arrays.stream(values).filter(v -> Math.abs(v) <= most).toArray();
  }

  private static double[] column(List<BeadError> errors, ToDoubleFunction<BeadError> of) {
    return errors.stream().mapToDouble(of).toArray();
  }
}
