package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.DisjointSets;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Lays the sections of a block on each other by their beads.
 *
 * <p>Sections that beads tie to the first of the largest group of sections tied together have
 * errors against that section; the others lie where a random walk through the former would have
 * them, which is a straight line between neighbours. Then all are moved together so that the first
 * section has dx = dy = 0. The error of a tile's position counts once for all beads that the
 * section shows in it.
 */
public final class Registration {

  /** Matching and solving once more with better shifts. */
  private static final int ROUNDS = 2;

  /** Depth over which a bead may go unseen: the largest bead's diameter. */
  private static final double RADII_UNSEEN = 2;

  private static final double LARGEST_QUANTILE = 0.95;

  private final int[] numbers;
  private final double[] heldVariance;
  private final List<Detection> detections;
  private final int[] sectionOf;
  private final RegisterParams params;

  private Registration(List<BeadSection> sections, RegisterParams params) {
    this.params = params;
    this.numbers = sections.stream().mapToInt(BeadSection::section).toArray();
    this.heldVariance = sections.stream().mapToDouble(BeadSection::heldVarianceUm2).toArray();
    this.detections = sections.stream().flatMap(s -> s.detections().stream()).toList();
    this.sectionOf = new int[detections.size()];
    int at = 0;
    for (int s = 0; s < numbers.length; s++) {
      if (s > 0 && numbers[s] <= numbers[s - 1]) {
        throw new IllegalArgumentException(
            "sections must be in ascending order, %d follows %d"
                .formatted(numbers[s], numbers[s - 1]));
      }
      Arrays.fill(sectionOf, at, at + sections.get(s).detections().size(), s);
      at += sections.get(s).detections().size();
    }
  }

  /**
   * Registers sections.
   *
   * @param sections what each section shows, in ascending order, those without beads included;
   *     numbers may be missing
   * @param params how
   * @return the sections' shifts, or why there are none
   * @throws IllegalArgumentException if there are no sections or they are not in order
   */
  public static RegistrationOutcome of(List<BeadSection> sections, RegisterParams params) {
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one section");
    }
    return new Registration(sections, params).run();
  }

  private RegistrationOutcome run() {
    if (numbers.length == 1) {
      return new RegistrationOutcome.Registered(
          List.of(
              new SectionShift(numbers[0], 0, 0, 0, 0, 0, 0, 0, SectionShift.Source.INTERPOLATED)),
          List.of(),
          0,
          List.of());
    }
    if (detections.isEmpty()) {
      return new RegistrationOutcome.Refused("no section shows a bead");
    }
    ShiftVote vote = new ShiftVote(params, area());
    CoarseDrift.Shifts shifts =
        CoarseDrift.of(numbers, sectionPoints(), vote, params.matchRadiusUm());
    if (shifts.steps() == 0) {
      return refused("no two sections show beads at places that fit each other");
    }
    Solution solution = null;
    double[] angles = new double[numbers.length];
    for (int round = 0; round < ROUNDS; round++) {
      boolean last = round == ROUNDS - 1;
      solution =
          solution(
              shifts, angles, last ? DriftSolver.ALL_ITERATIONS : DriftSolver.FIRST_ITERATIONS);
      if (solution == null) {
        return refused("no bead is seen in two sections");
      }
      shifts =
          new CoarseDrift.Shifts(
              solution.solved().shifts()[0], solution.solved().shifts()[1], shifts.steps());
      angles = solution.solved().angles();
    }
    return new RegisteredSections(numbers, params, solution, sigmas(solution)).outcome();
  }

  private RegistrationOutcome refused(String reason) {
    return new RegistrationOutcome.Refused(
        "%s: %d sections with %d beads in all"
            .formatted(reason, numbers.length, detections.size()));
  }

  /**
   * Equations, what hangs together by them, and their solution.
   *
   * @param equations the equations
   * @param linked whether a section belongs to the largest group
   * @param components which sections are tied together
   * @param solver what solved them
   * @param solved the solution
   */
  record Solution(
      BeadEquations equations,
      boolean[] linked,
      DisjointSets components,
      DriftSolver solver,
      DriftSolver.Solved solved) {}

  private Solution solution(CoarseDrift.Shifts shifts, double[] angles, int iterations) {
    double[] x = new double[sectionOf.length];
    double[] y = new double[sectionOf.length];
    double[] z = new double[sectionOf.length];
    for (int i = 0; i < x.length; i++) {
      double[] turned = Turn.about(params, angles[sectionOf[i]], detections.get(i));
      x[i] = turned[0] + shifts.dx()[sectionOf[i]];
      y[i] = turned[1] + shifts.dy()[sectionOf[i]];
      z[i] = detections.get(i).zUm();
    }
    int[] tracks = BeadTracks.of(x, y, z, params.matchRadiusUm(), reach());
    BeadEquations equations = new BeadEquations(detections, sectionOf, tracks);
    if (equations.beads == 0) {
      return null;
    }
    double[] all = new double[equations.size()];
    Arrays.fill(all, 1);
    boolean[] tied = linked(equations.components(numbers.length, all, 0));
    DriftSolver solver = new DriftSolver(equations, system(equations, 0), params, shifts, angles);
    DriftSolver.Solved solved = solver.solve(tied, numbers, iterations);
    DisjointSets components =
        equations.components(numbers.length, solved.robust(), DriftSolver.SET_ASIDE);
    return new Solution(equations, linked(components), components, solver, solved);
  }

  private double[][] sigmas(Solution solution) {
    StepSystem system = system(solution.equations(), solution.components().largest());
    return solution.solver().sigmas(system, solution.linked(), numbers, heldVariance);
  }

  private StepSystem system(BeadEquations equations, int reference) {
    return new StepSystem(numbers, equations.linkFrom, equations.linkTo, reference);
  }

  private static boolean[] linked(DisjointSets components) {
    boolean[] linked = new boolean[components.size()];
    int reference = components.largest();
    for (int s = 0; s < linked.length; s++) {
      linked[s] = components.together(s, reference);
    }
    return linked;
  }

  private double reach() {
    double[] radii = detections.stream().mapToDouble(Detection::radiusUm).sorted().toArray();
    return RADII_UNSEEN * radii[(int) (LARGEST_QUANTILE * (radii.length - 1))];
  }

  /** Area over which beads are scattered, with some room so that it is never empty. */
  private double area() {
    double[] x = detections.stream().mapToDouble(Detection::xUm).sorted().toArray();
    double[] y = detections.stream().mapToDouble(Detection::yUm).sorted().toArray();
    double room = params.searchRadiusUm();
    return (x[x.length - 1] - x[0] + room) * (y[y.length - 1] - y[0] + room);
  }

  /** The beads of each section, those of its layers joined. */
  private List<Points> sectionPoints() {
    List<List<Integer>> members = new ArrayList<>();
    for (int s = 0; s < numbers.length; s++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < sectionOf.length; i++) {
      members.get(sectionOf[i]).add(i);
    }
    return members.stream().map(this::joinedLayers).toList();
  }

  private Points joinedLayers(List<Integer> member) {
    double[] x = member.stream().mapToDouble(i -> detections.get(i).xUm()).toArray();
    double[] y = member.stream().mapToDouble(i -> detections.get(i).yUm()).toArray();
    double[] z = member.stream().mapToDouble(i -> detections.get(i).zUm()).toArray();
    int[] tracks = BeadTracks.of(x, y, z, params.matchRadiusUm(), reach());
    int count = Arrays.stream(tracks).max().orElse(-1) + 1;
    double[][] xs = new double[count][0];
    double[][] ys = new double[count][0];
    for (int i = 0; i < tracks.length; i++) {
      xs[tracks[i]] = appended(xs[tracks[i]], x[i]);
      ys[tracks[i]] = appended(ys[tracks[i]], y[i]);
    }
    return new Points(
        Arrays.stream(xs).mapToDouble(RobustScale::median).toArray(),
        Arrays.stream(ys).mapToDouble(RobustScale::median).toArray());
  }

  private static double[] appended(double[] values, double value) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }
}
