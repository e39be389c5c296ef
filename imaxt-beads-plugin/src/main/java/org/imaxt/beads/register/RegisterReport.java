package org.imaxt.beads.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.RegistrationDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.Selection;

/** How well the beads tie the sections together. */
final class RegisterReport {

  private static final int BINS = 40;

  private RegisterReport() {}

  static Report of(Sample sample) {
    Table sections = sample.read(Layout.sectionTransforms());
    RegistrationDocument found = sample.read(Layout.registration());
    BeadResiduals residuals = BeadResiduals.of(sample);
    int beads = sample.read(Layout.registeredBeads()).rows();
    Report report =
        Report.titled(
            "Registered %s sections by %s beads that several show"
                .formatted(sections.rows(), beads));
    warn(report, sections, found);
    numbers(report, sections, found, residuals, beads);
    pictures(report, sections, residuals);
    report.table(
        "Sections",
        List.of(
            "section",
            "beads",
            "shared",
            "mean radius µm",
            "dispersion µm",
            "not confirmed %",
            "residual µm",
            "dx µm",
            "dy µm",
            "error µm",
            "source"),
        rows(sections, residuals));
    SectionAngles.add(report, sections);
    return report;
  }

  private static void warn(Report report, Table sections, RegistrationDocument found) {
    int[] numbers = sections.ints("section");
    String[] source = sections.texts("source");
    List<Integer> interpolated =
        IntStream.range(0, numbers.length)
            .filter(i -> source[i].equals("interpolated"))
            .mapToObj(i -> numbers[i])
            .toList();
    if (numbers.length == 1) {
      report.paragraph("There is only one section; it stays where it is.");
    } else if (!interpolated.isEmpty()) {
      report.warning(
          "sections %s share no beads with the others and lie where their neighbours say",
          Selection.ranges(interpolated));
    }
    for (RegistrationDocument.Gap gap : found.gaps()) {
      report.warning(
          "no bead is seen on both sides of the step from section %s to %s; that step is a guess",
          gap.before(), gap.after());
    }
    if (found.detectionsUnusable() > 0) {
      report.warning(
          "%s accepted beads lack a place or an error and were left out",
          found.detectionsUnusable());
    }
  }

  private static void numbers(
      Report report,
      Table sections,
      RegistrationDocument found,
      BeadResiduals residuals,
      int beads) {
    double[] dx = sections.doubles("dx_um");
    double[] dy = sections.doubles("dy_um");
    double[] sigmas = sigmas(sections);
    report
        .number("sections", sections.rows(), "")
        .number("beads seen in two sections or more", beads, "")
        .number("detections used", found.detectionsUsed(), "")
        .number("detections in beads", residuals.size(), "")
        .number("drift over all sections", span(dx, dy), "µm")
        .number("standard error of a section, median", median(sigmas), "µm")
        .number("residual of a bead along an axis, rms", residuals.rms(), "µm")
        .number("error of a bead beside its own", found.centreErrorUm(), "µm")
        .number("thickness of the imaged layer", found.layerThicknessUm(), "µm")
        .number("its standard error", found.layerThicknessSigmaUm(), "µm")
        .number("scatter of apparent radii over their errors", found.radiusErrorScale(), "");
  }

  private static void pictures(Report report, Table sections, BeadResiduals residuals) {
    double[] number = Arrays.stream(sections.ints("section")).asDoubleStream().toArray();
    report.image(
        "Where each section lies in the block, against the first, with bands of one standard"
            + " error.",
        Plot.bands(
            List.of(
                new Plot.Band(
                    "dx", number, sections.doubles("dx_um"), sections.doubles("dx_sigma_um")),
                new Plot.Band(
                    "dy", number, sections.doubles("dy_um"), sections.doubles("dy_sigma_um"))),
            "section",
            "shift (µm)"));
    if (residuals.size() > 1) {
      report.image(
          "How far each detection lies off its bead.",
          Plot.histogram(
              List.of(
                  new Plot.Series("x", residuals.x(), residuals.x()),
                  new Plot.Series("y", residuals.y(), residuals.y())),
              "place of the detection less that of the bead (µm)",
              BINS));
    }
    report.image(
        "Standard error of a section against the number of its beads.",
        Plot.xy(
            List.of(
                new Plot.Series(
                    "sections",
                    Arrays.stream(sections.ints("beads")).asDoubleStream().toArray(),
                    sigmas(sections))),
            "beads shared with other sections",
            "standard error (µm)",
            Plot.Style.POINTS));
  }

  private static List<List<String>> rows(Table sections, BeadResiduals residuals) {
    int[] number = sections.ints("section");
    int[] beads = sections.ints("beads");
    double[] dx = sections.doubles("dx_um");
    double[] dy = sections.doubles("dy_um");
    double[] sigmas = sigmas(sections);
    String[] source = sections.texts("source");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < number.length; i++) {
      BeadResiduals.Summary summary = residuals.summary(number[i]);
      rows.add(
          List.of(
              Layout.sectionName(number[i]),
              Integer.toString(summary.accepted()),
              Integer.toString(beads[i]),
              Numbers.shown(summary.meanRadiusUm()),
              Numbers.shown(summary.radiusDispersionUm()),
              Numbers.shown(100 * summary.unconfirmed()),
              Numbers.shown(summary.residualUm()),
              Numbers.shown(dx[i]),
              Numbers.shown(dy[i]),
              Numbers.shown(sigmas[i]),
              source[i]));
    }
    return rows;
  }

  private static double[] sigmas(Table sections) {
    double[] x = sections.doubles("dx_sigma_um");
    double[] y = sections.doubles("dy_sigma_um");
    return IntStream.range(0, x.length)
        .mapToDouble(i -> Math.sqrt(0.5 * (x[i] * x[i] + y[i] * y[i])))
        .toArray();
  }

  private static double span(double[] dx, double[] dy) {
    double most = 0;
    for (int i = 0; i < dx.length; i++) {
      most = Math.max(most, Math.hypot(dx[i], dy[i]));
    }
    return most;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
