package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/**
 * A block of beads, what its sections show of them and what slides of its slabs show, drawn after
 * the physics: spheres outside a piece of tissue, layers and slabs of finite thickness, beads
 * overlooked, detections that are no beads, errors of places and radii, slides that are mirrored,
 * turned, stretched and bent.
 */
final class SlideScene {

  static final double STEP_UM = 15;
  static final double LAYER_UM = 12;
  private static final double LEAST_RADIUS_UM = 8;

  final Settings settings;
  final Block block;

  /** (bead, x y z radius), cube frame; z of the first layer's top is 0. */
  final List<double[]> spheres = new ArrayList<>();

  private final double offset;
  private final Random random;

  /** What is drawn. */
  record Settings(
      long seed, int sections, double fieldUm, double density, double tissue, double falseShare) {

    static Settings defaults(long seed) {
      return new Settings(seed, 8 + (int) (Math.abs(seed) % 5), 6000, 20, 0.33, 0.01);
    }

    Settings withDensity(double perMm3) {
      return new Settings(seed, sections, fieldUm, perMm3, tissue, falseShare);
    }

    Settings withSections(int n) {
      return new Settings(seed, n, fieldUm, density, tissue, falseShare);
    }

    Settings withField(double um) {
      return new Settings(seed, sections, um, density, tissue, falseShare);
    }
  }

  SlideScene(Settings s) {
    settings = s;
    random = new Random(s.seed() * 0x9E3779B97F4A7C15L);
    offset = 3 * random.nextDouble() - 1.5;
    double margin = 160;
    double depth = (s.sections() - 1) * STEP_UM + LAYER_UM + 2 * margin;
    double n = s.density() * 1e-9 * s.fieldUm() * s.fieldUm() * depth;
    for (int b = 0; b < n; b++) {
      double x = s.fieldUm() * random.nextDouble();
      double y = s.fieldUm() * random.nextDouble();
      double z = depth * random.nextDouble() - margin;
      double r = Math.max(34, Math.min(60, 46 + 4 * random.nextGaussian()));
      double u = (x / s.fieldUm() - 0.45) / 0.36;
      double v = (y / s.fieldUm() - 0.52) / 0.29;
      double bend = 1 + 0.2 * Math.sin(3 * Math.atan2(v, u) + s.seed());
      if (s.tissue() == 0 || Math.hypot(u, v) > bend * Math.sqrt(s.tissue() / 0.33)) {
        spheres.add(new double[] {x, y, z, r});
      }
    }
    block = block();
  }

  double offset() {
    return offset;
  }

  double top(int section) {
    return (section - 1) * STEP_UM;
  }

  private Block block() {
    List<BlockSection> sections = new ArrayList<>();
    for (int k = 1; k <= settings.sections(); k++) {
      sections.add(new BlockSection(k, List.of(top(k))));
    }
    List<BlockBead> beads = new ArrayList<>();
    int[] seen = new int[settings.sections() + 1];
    for (double[] s : spheres) {
      List<BlockBead.Sighting> sightings = new ArrayList<>();
      for (int k = 1; k <= settings.sections(); k++) {
        double a = Sphere.apparent(s[2], s[3], top(k), top(k) + LAYER_UM);
        if (a > LEAST_RADIUS_UM && random.nextDouble() > 0.03) {
          sightings.add(sighting(k, a));
          seen[k]++;
        }
      }
      double sigma = 0.1 + 0.3 * random.nextDouble();
      if (!sightings.isEmpty()) {
        double x = s[0] + sigma * random.nextGaussian();
        double y = s[1] + sigma * random.nextGaussian();
        beads.add(new BlockBead(beads.size(), x, y, sigma, sightings));
      }
    }
    for (int k = 1; k <= settings.sections(); k++) {
      for (int f = 0;
          f < Math.round(settings.falseShare() * seen[k] + random.nextDouble() - 0.5);
          f++) {
        double x = settings.fieldUm() * random.nextDouble();
        double y = settings.fieldUm() * random.nextDouble();
        double a = 10 + 35 * random.nextDouble();
        beads.add(new BlockBead(beads.size(), x, y, 0.3, List.of(sighting(k, a))));
      }
    }
    Field field = new Field(0, 0, settings.fieldUm(), settings.fieldUm());
    return new Block(sections, STEP_UM, LAYER_UM, field, beads);
  }

  private BlockBead.Sighting sighting(int section, double a) {
    double sigma = 0.3 + 0.7 * random.nextDouble();
    double observed = Math.max(3, a + sigma * random.nextGaussian());
    return new BlockBead.Sighting(section, top(section), observed, sigma);
  }

  /** The slide of a section; 0 is the slab directly above the first. */
  Slide slide(int section) {
    return slide(section, new Lie(random));
  }

  Slide slide(int section, Lie lie) {
    double slabTop = top(section) + LAYER_UM / 2 - STEP_UM / 2 + offset;
    double w = settings.fieldUm();
    double scan = 1.3 * w;
    List<ScanBead> beads = new ArrayList<>();
    for (double[] s : spheres) {
      double a = Sphere.apparent(s[2], s[3], slabTop, slabTop + STEP_UM);
      if (a > LEAST_RADIUS_UM && random.nextDouble() > 0.03) {
        double[] p = lie.toSlide(s[0], s[1], w, scan);
        beads.add(bead(p[0], p[1], a));
      }
    }
    int real = beads.size();
    for (int f = 0; f < Math.round(settings.falseShare() * real + random.nextDouble() - 0.5); f++) {
      double x = scan * random.nextDouble();
      double y = scan * random.nextDouble();
      beads.add(bead(x, y, 10 + 35 * random.nextDouble()));
    }
    return new Slide(this, section, lie, new BeadScan(beads, new Field(0, 0, scan, scan)));
  }

  private ScanBead bead(double x, double y, double a) {
    double sigma = 0.3 + 0.2 * random.nextDouble();
    double radiusSigma = 0.3 + 0.7 * random.nextDouble();
    return new ScanBead(
        x + sigma * random.nextGaussian(),
        y + sigma * random.nextGaussian(),
        Math.max(3, a + radiusSigma * random.nextGaussian()),
        sigma,
        radiusSigma);
  }

  /** How a section lies on its slide. */
  static final class Lie {
    final boolean mirrored;
    private final double[] linear = new double[4];
    private final double[] shift = new double[2];
    private final double[][] waves = new double[6][4];

    Lie(Random random) {
      mirrored = random.nextBoolean();
      double angle =
          Math.PI / 2 * random.nextInt(4) + Math.toRadians(24 * random.nextDouble() - 12);
      double sx = 1 + 0.015 * (2 * random.nextDouble() - 1);
      double sy = 1 + 0.015 * (2 * random.nextDouble() - 1);
      double shear = 0.01 * (2 * random.nextDouble() - 1);
      double sign = mirrored ? -1 : 1;
      linear[0] = sign * sx * Math.cos(angle);
      linear[1] = -sy * Math.sin(angle) + shear * Math.cos(angle);
      linear[2] = sign * sx * Math.sin(angle);
      linear[3] = sy * Math.cos(angle) + shear * Math.sin(angle);
      shift[0] = 300 * random.nextDouble() - 150;
      shift[1] = 300 * random.nextDouble() - 150;
      for (double[] wave : waves) {
        double length = 2000 + 3000 * random.nextDouble();
        double direction = 2 * Math.PI * random.nextDouble();
        wave[0] = 2 * Math.PI / length * Math.cos(direction);
        wave[1] = 2 * Math.PI / length * Math.sin(direction);
        wave[2] = 2 * Math.PI * random.nextDouble();
        wave[3] = random.nextGaussian();
      }
    }

    /** Bent by 1.5 µm along an axis (root mean square), then laid. */
    double[] toSlide(double x, double y, double field, double scan) {
      double[] bend = new double[2];
      double norm = 0;
      for (int k = 0; k < waves.length; k++) {
        double[] v = waves[k];
        bend[k % 2] += v[3] * Math.sin(v[0] * x + v[1] * y + v[2]);
        norm += v[3] * v[3] / 4;
      }
      double u = x - field / 2 + 1.5 * bend[0] / Math.sqrt(norm);
      double w = y - field / 2 + 1.5 * bend[1] / Math.sqrt(norm);
      return new double[] {
        linear[0] * u + linear[1] * w + shift[0] + scan / 2,
        linear[2] * u + linear[3] * w + shift[1] + scan / 2
      };
    }
  }

  /** A slide and its truth. */
  record Slide(SlideScene scene, int section, Lie lie, BeadScan scan) {

    Slide with(List<ScanBead> beads) {
      return new Slide(scene, section, lie, new BeadScan(beads, scan.field()));
    }

    /** A share of its beads, drawn. */
    Slide thinned(double share, long seed) {
      Random r = new Random(seed);
      return with(scan.beads().stream().filter(b -> r.nextDouble() < share).toList());
    }

    /** Only what lies on the left half. */
    Slide torn() {
      double middle = 0.5 * (scan.field().x0() + scan.field().x1());
      return with(scan.beads().stream().filter(b -> b.xUm() < middle).toList());
    }

    /** Root mean square distance from the truth over the section, µm. */
    double error(Affine affine) {
      return error(affine::x, affine::y);
    }

    /** The same with a field that takes out what the affine leaves. */
    double error(Affine affine, ResidualField rest) {
      return error(
          (x, y) -> affine.x(x, y) + rest.at(x, y)[0], (x, y) -> affine.y(x, y) + rest.at(x, y)[1]);
    }

    private double error(DoubleBinaryOperator toX, DoubleBinaryOperator toY) {
      double w = scene.settings.fieldUm();
      double sum = 0;
      int n = 0;
      for (double x = w / 20; x < w; x += w / 10) {
        for (double y = w / 20; y < w; y += w / 10) {
          double[] p = lie.toSlide(x, y, w, scan.field().x1());
          double dx = toX.applyAsDouble(p[0], p[1]) - x;
          double dy = toY.applyAsDouble(p[0], p[1]) - y;
          sum += dx * dx + dy * dy;
          n++;
        }
      }
      return Math.sqrt(sum / n);
    }
  }
}
