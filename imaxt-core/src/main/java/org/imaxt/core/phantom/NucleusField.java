package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * Nuclei of the tissue, in sheets through the depth: each sheet a square lattice, laid at random
 * and jittered, so that neighbours touch and overlap.
 *
 * <p>Stateless: the nuclei of a sheet are hashes of their lattice indices.
 */
final class NucleusField {
  /** Spacing of the lattice. */
  static final double PITCH_UM = 9.6;

  private static final double JITTER_UM = 1.7;
  private static final Range RADIUS_UM = new Range(3, 5);
  private static final double LOG_SIGMA = 0.5;

  /** Kinds of cells. */
  static final int LINEAGES = 4;

  private final long key;

  NucleusField(long key) {
    this.key = key;
  }

  /**
   * A nucleus: an ellipse seen from above.
   *
   * @param hash its own random number
   * @param xUm x of the centre, specimen frame, µm
   * @param yUm y of the centre, µm
   * @param majorUm semi-axis, µm
   * @param minorUm the other semi-axis, µm
   * @param angleRad direction of the first, rad
   * @param brightness amount of DNA, about 1
   * @param lineage kind of its cell, from 0
   */
  record Nucleus(
      long hash,
      double xUm,
      double yUm,
      double majorUm,
      double minorUm,
      double angleRad,
      double brightness,
      int lineage) {

    /** Distance from the centre in units of the nucleus' edge: 1 on its outline. */
    double distance(double x, double y) {
      double dx = x - xUm;
      double dy = y - yUm;
      double c = Math.cos(angleRad);
      double s = Math.sin(angleRad);
      double a = (c * dx + s * dy) / majorUm;
      double b = (-s * dx + c * dy) / minorUm;
      return Math.sqrt(a * a + b * b);
    }

    double meanRadiusUm() {
      return Math.sqrt(majorUm * minorUm);
    }
  }

  /**
   * The nuclei of one sheet above a patch of nodes.
   *
   * @param sheet number of the sheet
   * @param g the patch
   * @param crowding at the nodes: share of the places that hold a nucleus
   * @return the nuclei whose centres lie on the patch, in the order of the lattice
   */
  List<Nucleus> sheet(long sheet, NodeGrid g, float[] crowding) {
    long k = Draw.mix(key + 0x9e3779b97f4a7c15L * sheet);
    double angle = 2 * Math.PI * Draw.unit(Draw.mix(k + 1));
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double x0 = g.x(0);
    double y0 = g.y(0);
    double x1 = g.x(g.nx() - 1);
    double y1 = g.y(g.ny() - 1);
    double[] us = {
      cos * x0 + sin * y0, cos * x1 + sin * y0, cos * x0 + sin * y1, cos * x1 + sin * y1
    };
    double[] vs = {
      cos * y0 - sin * x0, cos * y0 - sin * x1, cos * y1 - sin * x0, cos * y1 - sin * x1
    };
    List<Nucleus> list = new ArrayList<>();
    long j1 = last(vs);
    long i1 = last(us);
    for (long j = first(vs); j <= j1; j++) {
      for (long i = first(us); i <= i1; i++) {
        long h = Draw.mix(Draw.mix(k + 0xd1b54a32d192ed03L * i) + 0x8cb92ba72f3d8dd7L * j);
        double u = (i + 0.5) * PITCH_UM + JITTER_UM * normal(h + 1);
        double v = (j + 0.5) * PITCH_UM + JITTER_UM * normal(h + 2);
        double x = cos * u - sin * v;
        double y = sin * u + cos * v;
        int ci = (int) (Math.round(x / g.stepUm()) - g.i0());
        int cj = (int) (Math.round(y / g.stepUm()) - g.j0());
        if (ci < 0 || cj < 0 || ci >= g.nx() || cj >= g.ny()) {
          continue;
        }
        if (Draw.unit(h) < crowding[cj * g.nx() + ci]) {
          list.add(nucleus(h, x, y));
        }
      }
    }
    return list;
  }

  private static Nucleus nucleus(long h, double x, double y) {
    return new Nucleus(
        h,
        x,
        y,
        RADIUS_UM.at(Draw.unit(Draw.mix(h + 3))),
        RADIUS_UM.at(Draw.unit(Draw.mix(h + 4))),
        Math.PI * Draw.unit(Draw.mix(h + 5)),
        StrictMath.exp(LOG_SIGMA * normal(h + 6) - LOG_SIGMA * LOG_SIGMA / 2),
        (int) (Draw.unit(Draw.mix(h + 7)) * LINEAGES));
  }

  private static long first(double[] values) {
    double least = Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
    return (long) Math.floor(least / PITCH_UM) - 2;
  }

  private static long last(double[] values) {
    double most = Math.max(Math.max(values[0], values[1]), Math.max(values[2], values[3]));
    return (long) Math.floor(most / PITCH_UM) + 2;
  }

  /** Normal with σ = 1 (Box and Muller 1958). */
  private static double normal(long h) {
    long k = Draw.mix(h);
    double u = 1 - Draw.unit(k);
    double v = Draw.unit(Draw.mix(k + 0x9e3779b97f4a7c15L));
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }
}
