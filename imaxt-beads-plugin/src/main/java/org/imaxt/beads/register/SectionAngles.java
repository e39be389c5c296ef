package org.imaxt.beads.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Table;

/** How far the sections are turned, where that was asked for. */
final class SectionAngles {

  private static final double MICRO = 1e6;

  private SectionAngles() {}

  /** Adds the angles with their errors; nothing if no section is turned. */
  static void add(Report report, Table sections) {
    double[] angle = scaled(sections.doubles("rotation_rad"));
    double[] sigma = scaled(sections.doubles("rotation_sigma_rad"));
    if (Arrays.stream(angle).allMatch(a -> a == 0)) {
      return;
    }
    int[] number = sections.ints("section");
    report.image(
        "Angle by which each section is turned, with a band of one standard error; what lies within"
            + " the band of 0 says nothing.",
        Plot.bands(
            List.of(
                new Plot.Band(
                    "rotation", Arrays.stream(number).asDoubleStream().toArray(), angle, sigma)),
            "section",
            "rotation (µrad)"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < number.length; i++) {
      rows.add(
          List.of(Layout.sectionName(number[i]), Numbers.shown(angle[i]), Numbers.shown(sigma[i])));
    }
    report.table("Rotations", List.of("section", "rotation µrad", "error µrad"), rows);
  }

  private static double[] scaled(double[] radians) {
    return Arrays.stream(radians).map(r -> MICRO * r).toArray();
  }
}
