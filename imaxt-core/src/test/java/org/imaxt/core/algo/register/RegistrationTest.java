package org.imaxt.core.algo.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.register.BeadBlock.Settings;
import org.imaxt.core.algo.register.RegistrationOutcome.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections laid on each other by synthetic catalogues of beads. */
class RegistrationTest {

  /** Issue 4: step between neighbours, rms. */
  private static final double STEP_TOL_UM = 0.2;

  /** Issue 4: 100 sections, rms. */
  private static final double STACK_TOL_UM = 0.4;

  private static Registered registered(BeadBlock block) {
    return registered(block, RegisterParams.defaults());
  }

  private static Registered registered(BeadBlock block, RegisterParams params) {
    RegistrationOutcome outcome = Registration.of(block.input(), params);
    assertTrue(outcome instanceof Registered, () -> outcome.toString());
    return (Registered) outcome;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {101, 102, 103})
  void keepsHundredSectionsWithinTheFloors(long seed) {
    BeadBlock block = BeadBlock.of(Settings.defaults(seed).withSections(100));
    double[][] errors = block.errors(registered(block).sections());
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
    assertTrue(BeadBlock.rms(errors) <= STACK_TOL_UM, () -> "" + BeadBlock.rms(errors));
  }

  @ParameterizedTest(name = "jumps of {0} µm")
  @ValueSource(doubles = {20, 100, 300})
  void followsJumps(double jump) {
    BeadBlock block = BeadBlock.of(Settings.defaults(7).withJumps(jump, 4, 9, 10, 15, 16, 17));
    double[][] errors = block.errors(registered(block).sections());
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
  }

  @Test
  void toldErrorsHold() {
    double square = 0;
    int within = 0;
    int count = 0;
    for (long seed = 200; seed < 210; seed++) {
      BeadBlock block = BeadBlock.of(Settings.defaults(seed).withSections(30));
      List<SectionShift> found = registered(block).sections();
      for (int s = 1; s < found.size(); s++) {
        double dx = found.get(s).dxUm() + block.drift[s][0] - block.drift[0][0];
        double dy = found.get(s).dyUm() + block.drift[s][1] - block.drift[0][1];
        double x = dx / found.get(s).dxSigmaUm();
        double y = dy / found.get(s).dySigmaUm();
        square += x * x + y * y;
        within += (Math.abs(x) < 1 ? 1 : 0) + (Math.abs(y) < 1 ? 1 : 0);
        count += 2;
      }
    }
    // Errors of neighbouring sections go together, so that few of the 580 are independent.
    double mean = square / count;
    assertTrue(mean > 0.7 && mean < 1.4, "mean square " + mean);
    double share = within / (double) count;
    assertTrue(share > 0.58 && share < 0.78, "within one standard error " + share);
  }

  @Test
  void givesBeadsOneIdentityOverAllSections() {
    BeadBlock block = BeadBlock.of(Settings.defaults(11).withSections(30));
    Registered found = registered(block);
    int pure = 0;
    int shown = 0;
    for (RegisteredBead bead : found.beads()) {
      List<Integer> truth =
          bead.sightings().stream()
              .filter(s -> s.weight() > 0)
              .map(s -> block.beadOf.get(s.detection().row()))
              .distinct()
              .toList();
      pure += truth.size() == 1 && truth.get(0) >= 0 ? 1 : 0;
      shown += bead.sightings().size();
    }
    assertTrue(pure >= 0.99 * found.beads().size(), pure + " of " + found.beads().size());
    long real = block.beadOf.stream().filter(b -> b >= 0).count();
    assertTrue(shown >= 0.97 * real, shown + " of " + real);
  }

  private static final double CENTRE_UM = 2250;
  private static final double TURN_RAD = 2e-4; // 0.5 µm at the corner, each against the last

  /** A block whose sections are turned, laid on each other with angles. */
  private static List<SectionShift> turned(BeadBlock block) {
    List<BeadSection> turned =
        block.input().stream()
            .map(
                s ->
                    new BeadSection(
                        s.section(),
                        s.detections().stream()
                            .map(d -> turned(d, CENTRE_UM, -TURN_RAD * (d.section() - 1)))
                            .toList(),
                        s.heldVarianceUm2()))
            .toList();
    RegisterParams params = RegisterParams.defaults().withRotationAbout(CENTRE_UM, CENTRE_UM);
    return ((Registered) Registration.of(turned, params)).sections();
  }

  @Test
  void turnsSectionsWhenAsked() {
    for (SectionShift s : turned(BeadBlock.of(Settings.defaults(81)))) {
      double angleTol = 1e-4; // 0.2 µm at the border; errors add up over the sections
      assertEquals(TURN_RAD * (s.section() - 1), s.rotationRad(), angleTol, s.toString());
    }
  }

  @Test
  void toldErrorsOfAnglesHold() {
    double square = 0;
    int within = 0;
    int count = 0;
    for (long seed = 700; seed < 720; seed++) {
      for (SectionShift s : turned(BeadBlock.of(Settings.defaults(seed)))) {
        if (s.section() > 1) {
          double pull = (s.rotationRad() - TURN_RAD * (s.section() - 1)) / s.rotationSigmaRad();
          square += pull * pull;
          within += Math.abs(pull) < 1 ? 1 : 0;
          count++;
        }
      }
    }
    // Errors of neighbouring sections go together, so that few of the 380 are independent.
    double mean = square / count;
    assertTrue(mean > 0.7 && mean < 1.4, "mean square " + mean);
    double share = within / (double) count;
    assertTrue(share > 0.58 && share < 0.78, "within one standard error " + share);
  }

  @Test
  void tellsNoErrorOfAnglesThatWereNotAskedFor() {
    for (SectionShift s : registered(BeadBlock.of(Settings.defaults(81))).sections()) {
      assertEquals(0, s.rotationSigmaRad());
    }
  }

  private static Detection turned(Detection d, double centre, double angle) {
    double x = d.xUm() - centre;
    double y = d.yUm() - centre;
    return new Detection(
        d.row(),
        d.section(),
        centre + Math.cos(angle) * x - Math.sin(angle) * y,
        centre + Math.sin(angle) * x + Math.cos(angle) * y,
        d.zUm(),
        d.radiusUm(),
        d.xSigmaUm(),
        d.ySigmaUm(),
        d.radiusSigmaUm(),
        d.tile(),
        d.tileSigmaUm());
  }

  @Test
  void interpolatesSectionsWithoutBeads() {
    BeadBlock block = BeadBlock.of(Settings.defaults(5).withEmpty(1, 6, 7, 13, 20));
    List<SectionShift> found = registered(block).sections();
    for (SectionShift s : found) {
      boolean empty = List.of(1, 6, 7, 13, 20).contains(s.section());
      assertEquals(
          empty ? SectionShift.Source.INTERPOLATED : SectionShift.Source.BEADS, s.source());
      assertTrue(s.dxSigmaUm() > (empty ? 0.2 : -1), s.toString());
      assertEquals(empty, s.beads() == 0);
    }
    assertEquals(0, found.get(0).dxUm());
    double[][] errors = block.errors(found);
    double walk = 3; // several steps of 0.6 µm
    assertTrue(BeadBlock.rms(errors) < walk, () -> "" + BeadBlock.rms(errors));
    SectionShift middle = found.get(12);
    assertEquals(0.5 * (found.get(11).dxUm() + found.get(13).dxUm()), middle.dxUm(), 1e-3);
  }

  @Test
  void tellsOfGapsThatNoBeadBridges() {
    Integer[] gap = {9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    BeadBlock block = BeadBlock.of(Settings.defaults(5).withSections(32).withEmpty(gap));
    Registered found = registered(block);
    assertEquals(List.of(new RegistrationOutcome.Gap(8, 21)), found.gaps());
    assertEquals(SectionShift.Source.INTERPOLATED, found.sections().get(2).source());
    assertEquals(SectionShift.Source.BEADS, found.sections().get(25).source());
  }

  @Test
  void leavesASingleSectionWhereItIs() {
    BeadBlock block = BeadBlock.of(Settings.defaults(5).withSections(1));
    SectionShift only = registered(block).sections().get(0);
    assertEquals(0, only.dxUm());
    assertEquals(SectionShift.Source.INTERPOLATED, only.source());
  }

  @Test
  void refusesSectionsThatShareNoBeads() {
    List<BeadSection> unrelated = new ArrayList<>();
    for (int section = 1; section <= 4; section++) {
      int number = section;
      List<Detection> moved =
          BeadBlock.of(Settings.defaults(300 + section).withSections(1)).detections.stream()
              .map(
                  d ->
                      new Detection(
                          0,
                          number,
                          d.xUm(),
                          d.yUm(),
                          15 * number,
                          d.radiusUm(),
                          0.1,
                          0.1,
                          0.3,
                          d.tile(),
                          0.05))
              .toList();
      unrelated.add(new BeadSection(number, moved, 0));
    }
    RegistrationOutcome outcome = Registration.of(unrelated, RegisterParams.defaults());
    assertTrue(outcome instanceof RegistrationOutcome.Refused, () -> outcome.toString());
    assertTrue(((RegistrationOutcome.Refused) outcome).reason().contains("4 sections"));
  }

  @Test
  void refusesBlocksWithoutBeads() {
    assertTrue(
        Registration.of(
                List.of(new BeadSection(1, List.of(), 0), new BeadSection(2, List.of(), 0)),
                RegisterParams.defaults())
            instanceof RegistrationOutcome.Refused);
  }

  @Test
  void refusesSectionsOutOfOrder() {
    List<BeadSection> sections = new ArrayList<>(BeadBlock.of(Settings.defaults(5)).input());
    java.util.Collections.swap(sections, 3, 4);
    assertThrows(
        IllegalArgumentException.class, () -> Registration.of(sections, RegisterParams.defaults()));
    assertThrows(
        IllegalArgumentException.class, () -> new BeadSection(1, sections.get(5).detections(), 0));
  }

  @Test
  void sharesOneShiftAmongLayers() {
    BeadBlock block = BeadBlock.of(Settings.defaults(31).withLayers(5));
    Registered found = registered(block);
    double[][] errors = block.errors(found.sections());
    assertEquals(20, found.sections().size());
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
  }

  @Test
  void takesTwoPopulationsOfBeads() {
    BeadBlock block =
        BeadBlock.of(
            Settings.defaults(41).withDensity(60), radius -> radius > 46 ? radius : radius / 3);
    Registered found = registered(block);
    double[][] errors = block.errors(found.sections());
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
  }

  @Test
  void needsFewBeads() {
    BeadBlock block = BeadBlock.of(Settings.defaults(51).withField(1600).withFalse(0.2));
    double[][] errors = block.errors(registered(block).sections());
    assertTrue(block.beadsPerSection() < 8);
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
  }

  @Test
  void setsManyFalseDetectionsAside() {
    BeadBlock block = BeadBlock.of(Settings.defaults(61).withFalse(1));
    double[][] errors = block.errors(registered(block).sections());
    assertTrue(BeadBlock.stepRms(errors) <= STEP_TOL_UM, () -> "" + BeadBlock.stepRms(errors));
  }
}
