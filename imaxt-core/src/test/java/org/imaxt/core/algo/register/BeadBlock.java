package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A block of beads and what its sections show of it, drawn after the physics: spheres scattered
 * evenly, a drift of the specimen, an imaged layer of finite thickness, errors of centres, tiles
 * and radii, detections that are no beads.
 */
final class BeadBlock {

  static final double TILE_UM = 1165;
  private static final double LEAST_RADIUS_UM = 8;

  final List<Detection> detections = new ArrayList<>();

  /** Number of the bead that each detection shows; -1 for what is no bead. */
  final List<Integer> beadOf = new ArrayList<>();

  final List<Integer> sections = new ArrayList<>();

  /** Shift of the specimen in each section, (section, axis), µm. */
  final double[][] drift;

  /** (bead, x y z radius). */
  final double[][] beads;

  private final double fieldUm;

  private BeadBlock(double fieldUm, double[][] drift, double[][] beads) {
    this.fieldUm = fieldUm;
    this.drift = drift;
    this.beads = beads;
  }

  /** What is drawn; the defaults are those of the phantom. */
  record Settings(
      long seed,
      int sections,
      int layers,
      double fieldUm,
      double density,
      double radiusUm,
      double radiusSpreadUm,
      double centreErrorUm,
      double tileErrorUm,
      double falseShare,
      Set<Integer> empty,
      Set<Integer> jumps,
      double jumpUm) {

    static Settings defaults(long seed) {
      return new Settings(seed, 20, 1, 4500, 20, 46, 4, 0.1, 0.05, 0.03, Set.of(), Set.of(), 0);
    }

    Settings withSections(int n) {
      return new Settings(
          seed,
          n,
          layers,
          fieldUm,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          empty,
          jumps,
          jumpUm);
    }

    Settings withLayers(int n) {
      return new Settings(
          seed,
          sections,
          n,
          fieldUm,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          empty,
          jumps,
          jumpUm);
    }

    Settings withField(double um) {
      return new Settings(
          seed,
          sections,
          layers,
          um,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          empty,
          jumps,
          jumpUm);
    }

    Settings withDensity(double perMm3) {
      return new Settings(
          seed,
          sections,
          layers,
          fieldUm,
          perMm3,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          empty,
          jumps,
          jumpUm);
    }

    Settings withEmpty(Integer... which) {
      return new Settings(
          seed,
          sections,
          layers,
          fieldUm,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          new TreeSet<>(List.of(which)),
          jumps,
          jumpUm);
    }

    Settings withJumps(double um, Integer... where) {
      return new Settings(
          seed,
          sections,
          layers,
          fieldUm,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          falseShare,
          empty,
          new TreeSet<>(List.of(where)),
          um);
    }

    Settings withFalse(double share) {
      return new Settings(
          seed,
          sections,
          layers,
          fieldUm,
          density,
          radiusUm,
          radiusSpreadUm,
          centreErrorUm,
          tileErrorUm,
          share,
          empty,
          jumps,
          jumpUm);
    }
  }

  static final double SECTION_UM = 15;
  static final double LAYER_UM = 12;

  static BeadBlock of(Settings s) {
    return of(s, radius -> radius);
  }

  /** Radii may be drawn from several populations. */
  interface Population {
    double radius(double drawn);
  }

  static BeadBlock of(Settings s, Population population) {
    Random random = new Random(s.seed());
    BeadBlock block = new BeadBlock(s.fieldUm(), drift(s, random), beads(s, random, population));
    for (int section = 1; section <= s.sections(); section++) {
      block.sections.add(section);
      if (!s.empty().contains(section)) {
        block.draw(s, section, random);
      }
    }
    return block;
  }

  private static double[][] drift(Settings s, Random random) {
    double[][] drift = new double[s.sections()][2];
    for (int i = 1; i < drift.length; i++) {
      boolean jump = s.jumps().contains(i + 1);
      double angle = 2 * Math.PI * random.nextDouble();
      drift[i][0] =
          drift[i - 1][0] + 0.6 * random.nextGaussian() + (jump ? s.jumpUm() * Math.cos(angle) : 0);
      drift[i][1] =
          drift[i - 1][1]
              + 1.3
              + 0.6 * random.nextGaussian()
              + (jump ? s.jumpUm() * Math.sin(angle) : 0);
    }
    return drift;
  }

  private static double[][] beads(Settings s, Random random, Population population) {
    double margin = 100;
    double depth = s.sections() * SECTION_UM + 2 * margin;
    int n = (int) Math.round(s.density() * 1e-9 * s.fieldUm() * s.fieldUm() * depth);
    double[][] beads = new double[n][];
    for (int b = 0; b < n; b++) {
      double radius = s.radiusUm() + s.radiusSpreadUm() * random.nextGaussian();
      radius = Math.max(34, Math.min(60, radius));
      beads[b] =
          new double[] {
            s.fieldUm() * random.nextDouble(),
            s.fieldUm() * random.nextDouble(),
            depth * random.nextDouble() - margin,
            population.radius(radius)
          };
    }
    return beads;
  }

  private void draw(Settings s, int section, Random random) {
    int side = (int) Math.ceil(s.fieldUm() / TILE_UM);
    double[][] tiles = tileErrors(side * side, s.tileErrorUm(), random);
    double thickness = s.layers() == 1 ? LAYER_UM : SECTION_UM / s.layers();
    for (int layer = 0; layer < s.layers(); layer++) {
      double z = (section - 1) * SECTION_UM + layer * SECTION_UM / s.layers();
      int shown = 0;
      for (int b = 0; b < beads.length; b++) {
        double d = Math.max(0, Math.max(z - beads[b][2], beads[b][2] - z - thickness));
        double square = beads[b][3] * beads[b][3] - d * d;
        if (square > LEAST_RADIUS_UM * LEAST_RADIUS_UM) {
          double x = beads[b][0] + drift[section - 1][0];
          double y = beads[b][1] + drift[section - 1][1];
          add(s, section, z, new double[] {x, y, Math.sqrt(square)}, b, tiles, random);
          shown++;
        }
      }
      for (int k = 0; k < Math.round(s.falseShare() * shown); k++) {
        double x = s.fieldUm() * random.nextDouble();
        double y = s.fieldUm() * random.nextDouble();
        add(s, section, z, new double[] {x, y, 10 + 30 * random.nextDouble()}, -1, tiles, random);
      }
    }
  }

  /** Their mean is what the stitch holds fixed. */
  private static double[][] tileErrors(int n, double sigma, Random random) {
    double[][] errors = new double[2][n];
    for (double[] axis : errors) {
      double mean = 0;
      for (int t = 0; t < n; t++) {
        axis[t] = sigma * random.nextGaussian();
        mean += axis[t] / n;
      }
      for (int t = 0; t < n; t++) {
        axis[t] -= mean;
      }
    }
    return errors;
  }

  private void add(
      Settings s, int section, double z, double[] circle, int bead, double[][] tiles, Random r) {
    int side = (int) Math.ceil(s.fieldUm() / TILE_UM);
    int column = Math.max(0, Math.min(side - 1, (int) (circle[0] / TILE_UM)));
    int row = Math.max(0, Math.min(side - 1, (int) (circle[1] / TILE_UM)));
    int tile = row * side + column;
    double radiusError = 0.3;
    detections.add(
        new Detection(
            detections.size(),
            section,
            circle[0] + tiles[0][tile] + s.centreErrorUm() * r.nextGaussian(),
            circle[1] + tiles[1][tile] + s.centreErrorUm() * r.nextGaussian(),
            z,
            circle[2] + radiusError * r.nextGaussian(),
            s.centreErrorUm(),
            s.centreErrorUm(),
            radiusError,
            tile,
            s.tileErrorUm()));
    beadOf.add(bead);
  }

  List<BeadSection> input() {
    int side = (int) Math.ceil(fieldUm / TILE_UM);
    double tile = detections.isEmpty() ? 0 : detections.get(0).tileSigmaUm();
    double held = tile * tile / (side * side);
    return sections.stream()
        .map(
            n ->
                new BeadSection(
                    n, detections.stream().filter(d -> d.section() == n).toList(), held))
        .toList();
  }

  double beadsPerSection() {
    return detections.size() / (double) sections.size();
  }

  /** Error of each section's shift, (section, axis), one translation of the stack removed. */
  double[][] errors(List<SectionShift> found) {
    double[][] errors = new double[found.size()][2];
    double[] mean = new double[2];
    for (int i = 0; i < errors.length; i++) {
      int s = found.get(i).section() - 1;
      errors[i][0] = found.get(i).dxUm() + drift[s][0];
      errors[i][1] = found.get(i).dyUm() + drift[s][1];
      mean[0] += errors[i][0] / errors.length;
      mean[1] += errors[i][1] / errors.length;
    }
    for (double[] error : errors) {
      error[0] -= mean[0];
      error[1] -= mean[1];
    }
    return errors;
  }

  static double rms(double[][] errors) {
    double sum = 0;
    for (double[] e : errors) {
      sum += e[0] * e[0] + e[1] * e[1];
    }
    return Math.sqrt(sum / errors.length);
  }

  static double stepRms(double[][] errors) {
    double[][] steps = new double[errors.length - 1][];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new double[] {errors[i + 1][0] - errors[i][0], errors[i + 1][1] - errors[i][1]};
    }
    return rms(steps);
  }
}
