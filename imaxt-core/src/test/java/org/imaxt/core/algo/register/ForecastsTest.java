package org.imaxt.core.algo.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.register.BeadBlock.Settings;
import org.imaxt.core.algo.register.RegistrationOutcome.Registered;
import org.junit.jupiter.api.Test;

/** Beads that some sections were made to miss. */
class ForecastsTest {

  /** Detections have errors of 0.1 µm and tiles of 0.05 µm, a section rests on dozens of them. */
  private static final double PLACE_TOL_UM = 0.5;

  /** Standard errors that a foretold radius may lie off. */
  private static final double RADIUS_TOL_SIGMAS = 4;

  /**
   * Share of the missing discs that must be foretold: beads at the block's ends have no partner.
   */
  private static final double LEAST_FORETOLD = 0.9;

  private static final Forecasts FORECASTS = new Forecasts(46, 7, 12, 8);

  private record Missing(Detection detection, BeadForecast forecast) {}

  private static List<BeadSection> without(List<BeadSection> all, List<Detection> lost) {
    return all.stream()
        .map(
            s ->
                new BeadSection(
                    s.section(),
                    s.detections().stream().filter(d -> !lost.contains(d)).toList(),
                    s.heldVarianceUm2()))
        .toList();
  }

  private static List<BeadForecast> foretold(List<BeadSection> sections) {
    Registered registered = (Registered) Registration.of(sections, RegisterParams.defaults());
    List<Detection> all = sections.stream().flatMap(s -> s.detections().stream()).toList();
    List<Forecasts.Plane> planes =
        sections.stream()
            .map(s -> new Forecasts.Plane(s.section(), (s.section() - 1) * BeadBlock.SECTION_UM))
            .toList();
    return FORECASTS.of(registered, all, planes);
  }

  @Test
  void foretellsWhatASectionMissed() {
    BeadBlock block = BeadBlock.of(Settings.defaults(811).withSections(12));
    List<Detection> lost = new ArrayList<>();
    for (int i = 0; i < block.detections.size(); i++) {
      Detection d = block.detections.get(i);
      boolean inside = d.section() > 3 && d.section() < 10;
      if (i % 9 == 0 && inside && d.radiusUm() > 15 && block.beadOf.get(i) >= 0) {
        lost.add(d);
      }
    }
    List<BeadForecast> forecasts = foretold(without(block.input(), lost));
    List<Missing> found = new ArrayList<>();
    for (Detection d : lost) {
      forecasts.stream()
          .filter(f -> f.section() == d.section())
          .filter(f -> Math.hypot(f.xUm() - d.xUm(), f.yUm() - d.yUm()) < 10)
          .findFirst()
          .ifPresent(f -> found.add(new Missing(d, f)));
    }
    assertTrue(lost.size() > 20, lost.size() + " were taken away");
    assertTrue(found.size() >= LEAST_FORETOLD * lost.size(), found.size() + " of " + lost.size());
    for (Missing m : found) {
      Detection d = m.detection;
      BeadForecast f = m.forecast;
      assertEquals(d.xUm(), f.xUm(), PLACE_TOL_UM, m::toString);
      assertEquals(d.yUm(), f.yUm(), PLACE_TOL_UM, m::toString);
      double sigma = Math.hypot(f.radiusSigmaUm(), d.radiusSigmaUm());
      assertEquals(d.radiusUm(), f.radiusUm(), RADIUS_TOL_SIGMAS * sigma, m::toString);
    }
  }

  /** Discs below 8 µm are not drawn, and hardly any plane where one is foretold shows none. */
  @Test
  void foretellsHardlyAnythingWhereAllWasSeen() {
    BeadBlock block = BeadBlock.of(Settings.defaults(812).withSections(12));
    long large = foretold(block.input()).stream().filter(f -> f.radiusUm() > 15).count();
    assertTrue(large <= 0.01 * block.detections.size(), large + " of " + block.detections.size());
  }

  @Test
  void foretellsNothingFromASingleSection() {
    BeadBlock block = BeadBlock.of(Settings.defaults(813).withSections(1));
    assertEquals(List.of(), foretold(block.input()));
  }

  @Test
  void twoPlanesLeaveTheRadiusToTheUsualOne() {
    RadiusProfile two =
        new RadiusProfile(new double[] {0, 15}, new double[] {40, 45}, new double[] {0.3, 0.3});
    SphereDepths depths = SphereDepths.of(two, 46, 4, 12);
    // R = 46 with its centre at z = 23 shows 40.0, 45.1 and, a section further, 45.3.
    double[] next = depths.squareAt(30);
    assertEquals(45.3, Math.sqrt(next[0]), 3, "radius a section further");
    assertTrue(depths.squareAt(105)[0] < 0, "nothing 80 µm below the centre");
  }
}
