package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.imaxt.beads.catalogue.BeadCatalogue;
import org.imaxt.core.algo.register.BeadSection;
import org.imaxt.core.algo.register.RegisterParams;
import org.imaxt.core.algo.register.Registration;
import org.imaxt.core.algo.register.RegistrationOutcome;
import org.imaxt.core.algo.register.SectionShift;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.Progress;

/**
 * How the error of a section's place depends on the number of its beads: sections are registered
 * anew with ever fewer of the sample's beads, drawn at random.
 */
final class BeadNumberSurvey {

  private static final int[] BEADS = {2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 400};
  private static final int DRAWS = 12;
  private static final long SEED = 16;

  private BeadNumberSurvey() {}

  /**
   * Registrations with about as many beads.
   *
   * @param beads mean number of beads a section that the registrations rest on
   * @param stepUm root mean square error of a step between neighbours, 2-D, µm
   * @param toldUm the same as the registrations tell it, of the first step, µm
   * @param steps number of steps
   */
  record Point(double beads, double stepUm, double toldUm, int steps) {}

  /**
   * Surveys a registered sample.
   *
   * @param sample the sample
   * @param steps tells the errors of steps
   * @param progress checked before each registration
   * @return points in the order of their bead numbers, the last with all beads
   */
  static List<Point> of(Sample sample, SectionSteps steps, Progress progress) {
    List<BeadSection> all = BeadCatalogue.of(sample).sections();
    Table rows = sample.read(Layout.beadRows());
    Map<Integer, Integer> beadOf = new HashMap<>();
    int[] row = rows.ints("row");
    int[] bead = rows.ints("bead");
    for (int i = 0; i < row.length; i++) {
      beadOf.put(row[i], bead[i]);
    }
    int beads = sample.read(Layout.registeredBeads()).rows();
    double usual =
        Arrays.stream(sample.read(Layout.sectionTransforms()).ints("beads")).average().orElse(0);
    Random random = new Random(SEED);
    List<Point> points = new ArrayList<>();
    for (int wanted : BEADS) {
      if (wanted < usual) {
        List<Tried> tried = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
          progress.checkCancelled();
          Set<Integer> chosen = new HashSet<>();
          for (int b = 1; b <= beads; b++) {
            if (random.nextDouble() < wanted / usual) {
              chosen.add(b);
            }
          }
          tried.addAll(tried(only(all, beadOf, chosen), steps));
        }
        add(points, tried);
      }
    }
    progress.checkCancelled();
    add(points, tried(all, steps));
    return points;
  }

  private static List<BeadSection> only(
      List<BeadSection> all, Map<Integer, Integer> beadOf, Set<Integer> chosen) {
    return all.stream()
        .map(
            s ->
                new BeadSection(
                    s.section(),
                    s.detections().stream()
                        .filter(d -> chosen.contains(beadOf.getOrDefault(d.row(), 0)))
                        .toList(),
                    s.heldVarianceUm2()))
        .toList();
  }

  /** A step of a registration: beads on its two sides, its square error, and what it told. */
  private record Tried(double beads, double square, double told) {}

  /** The steps between sections that beads place; none if they could not be registered. */
  private static List<Tried> tried(List<BeadSection> sections, SectionSteps steps) {
    if (!(Registration.of(sections, RegisterParams.defaults())
        instanceof RegistrationOutcome.Registered registered)) {
      return List.of();
    }
    List<SectionShift> shifts = registered.sections();
    List<SectionSteps.Step> errors =
        steps.of(
            shifts.stream()
                .map(s -> new SectionSteps.Placed(s.section(), s.dxUm(), s.dyUm()))
                .toList());
    List<Tried> tried = new ArrayList<>();
    for (int i = 1; i < shifts.size(); i++) {
      SectionShift s = shifts.get(i);
      if (isPlaced(shifts.get(i - 1)) && isPlaced(s)) {
        double length = errors.get(i - 1).length();
        double told = i == 1 ? Math.hypot(s.dxSigmaUm(), s.dySigmaUm()) : Double.NaN;
        double beads = 0.5 * (shifts.get(i - 1).beads() + s.beads());
        tried.add(new Tried(beads, length * length, told));
      }
    }
    return tried;
  }

  private static boolean isPlaced(SectionShift s) {
    return s.source() == SectionShift.Source.BEADS;
  }

  private static void add(List<Point> points, List<Tried> tried) {
    if (!tried.isEmpty()) {
      points.add(
          new Point(
              tried.stream().mapToDouble(Tried::beads).average().orElse(0),
              Math.sqrt(tried.stream().mapToDouble(Tried::square).average().orElse(0)),
              Math.sqrt(
                  tried.stream()
                      .mapToDouble(Tried::told)
                      .filter(Double::isFinite)
                      .map(t -> t * t)
                      .average()
                      .orElse(Double.NaN)),
              tried.size()));
    }
  }
}
