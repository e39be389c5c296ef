package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.numeric.DisjointSets;

/** A solution in the gauge that callers see: the first section has dx = dy = 0. */
final class RegisteredSections {

  private final int[] numbers;
  private final RegisterParams params;
  private final Registration.Solution solution;
  private final BeadEquations equations;
  private final DriftSolver.Solved solved;
  private final double[][] sigmas;

  RegisteredSections(
      int[] numbers, RegisterParams params, Registration.Solution solution, double[][] sigmas) {
    this.numbers = numbers;
    this.params = params;
    this.solution = solution;
    this.equations = solution.equations();
    this.solved = solution.solved();
    this.sigmas = sigmas;
  }

  RegistrationOutcome outcome() {
    return new RegistrationOutcome.Registered(sections(), beads(), solved.error(), gaps());
  }

  private double shift(int axis, int section) {
    return solved.shifts()[axis][section] - solved.shifts()[axis][0];
  }

  private List<SectionShift> sections() {
    int[] beads = beadCounts();
    List<SectionShift> sections = new ArrayList<>();
    for (int s = 0; s < numbers.length; s++) {
      sections.add(
          new SectionShift(
              numbers[s],
              shift(0, s),
              shift(1, s),
              solved.angles()[s],
              sigmas[2][s],
              sigmas[0][s],
              sigmas[1][s],
              beads[s],
              solution.linked()[s] ? SectionShift.Source.BEADS : SectionShift.Source.INTERPOLATED));
    }
    return sections;
  }

  private int[] beadCounts() {
    int[] counts = new int[numbers.length];
    for (int b = 0; b < equations.beads; b++) {
      int last = -1;
      for (int i = equations.start[b]; i < equations.start[b + 1]; i++) {
        if (solved.robust()[i] > DriftSolver.SET_ASIDE && equations.section[i] != last) {
          last = equations.section[i];
          counts[last]++;
        }
      }
    }
    return counts;
  }

  private List<RegisteredBead> beads() {
    List<RegisteredBead> beads = new ArrayList<>();
    for (int b = 0; b < equations.beads; b++) {
      beads.add(bead(b));
    }
    return beads;
  }

  private RegisteredBead bead(int b) {
    double[] place = new double[2];
    double[] variance = new double[2];
    int from = equations.start[b];
    int to = equations.start[b + 1];
    int sections = 0;
    for (int axis = 0; axis < 2; axis++) {
      double[] weight = solved.weights()[axis];
      double total = equations.total(b, weight);
      for (int i = from; i < to; i++) {
        int s = equations.section[i];
        double share = weight[i] / total;
        place[axis] += share * (turned(i)[axis] + shift(axis, s));
        variance[axis] += share * Math.pow(sigmas[axis][s], 2);
        variance[axis] += share * share * solved.robust()[i] / weight[i];
      }
    }
    List<RegisteredBead.Sighting> sightings = new ArrayList<>();
    for (int i = from; i < to; i++) {
      sections += i == from || equations.section[i] != equations.section[i - 1] ? 1 : 0;
      double robust = solved.robust()[i];
      sightings.add(
          new RegisteredBead.Sighting(
              equations.detections[i],
              solved.residuals()[0][i],
              solved.residuals()[1][i],
              robust > DriftSolver.SET_ASIDE ? robust : 0));
    }
    return new RegisteredBead(
        place[0], place[1], Math.sqrt(variance[0]), Math.sqrt(variance[1]), sections, sightings);
  }

  private double[] turned(int i) {
    return Turn.about(params, solved.angles()[equations.section[i]], equations.detections[i]);
  }

  /** Where a group of sections ends and another begins. */
  private List<RegistrationOutcome.Gap> gaps() {
    List<RegistrationOutcome.Gap> gaps = new ArrayList<>();
    DisjointSets components = solution.components();
    int before = -1;
    for (int s = 0; s < numbers.length; s++) {
      if (components.size(s) > 1) {
        if (before >= 0 && !components.together(before, s)) {
          gaps.add(new RegistrationOutcome.Gap(numbers[before], numbers[s]));
        }
        before = s;
      }
    }
    return gaps;
  }
}
