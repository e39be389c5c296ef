package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws the beads: evenly through the agarose, never inside one another; some touch the tissue or a
 * neighbour, some are damaged.
 */
final class BeadField {
  /** One bead in so many has a neighbour that touches it. */
  private static final double WITH_NEIGHBOUR = 0.06;

  /** Of the beads that would touch tissue, so many are kept. */
  private static final double TOUCHING_TISSUE = 0.35;

  private final SpecimenParams params;
  private final Draw draw;
  private final TissueShape shape;
  private final List<PhantomBead> beads = new ArrayList<>();

  private BeadField(SpecimenParams params, Draw draw, TissueShape shape) {
    this.params = params;
    this.draw = draw;
    this.shape = shape;
  }

  /** All beads that can be seen between two depths. */
  static List<PhantomBead> fill(
      SpecimenParams p, Draw draw, TissueShape shape, MosaicExtent e, Range depthUm) {
    BeadField field = new BeadField(p, draw, shape);
    double margin = p.beadRadiusRangeUm().max() + 30;
    double width = e.widthUm() + 2 * margin;
    double height = e.heightUm() + 2 * margin;
    double depth = depthUm.max() - depthUm.min() + 2 * margin;
    double expected = p.beadsPerMm3() * width * height * depth * 1e-9;
    long n = Math.max(0, Math.round(expected + Math.sqrt(expected) * draw.gaussian("bead count")));
    for (long i = 0; i < n; i++) {
      double x = e.xUm() - margin + width * draw.uniform("bead x", i);
      double y = e.yUm() - margin + height * draw.uniform("bead y", i);
      double z = depthUm.min() - margin + depth * draw.uniform("bead z", i);
      double r = field.radius(i);
      if (field.place(i, x, y, z, r) && draw.uniform("bead pair", i) < WITH_NEIGHBOUR) {
        field.placeBeside(n + i, x, y, z, r);
      }
    }
    return List.copyOf(field.beads);
  }

  private double radius(long i) {
    Range range = params.beadRadiusRangeUm();
    double r = params.beadRadiusUm() + params.beadRadiusSigmaUm() * draw.gaussian("bead radius", i);
    return Math.max(range.min(), Math.min(range.max(), r));
  }

  private void placeBeside(long i, double x, double y, double z, double r) {
    double other = radius(i);
    double d = r + other + 0.2;
    double angle = 2 * Math.PI * draw.uniform("pair angle", i);
    double up = draw.within(0.3, "pair tilt", i);
    double flat = Math.sqrt(1 - up * up) * d;
    place(i, x + flat * StrictMath.cos(angle), y + flat * StrictMath.sin(angle), z + up * d, other);
  }

  private boolean place(long i, double x, double y, double z, double r) {
    if (!free(x, y, z, r) || shape.coverage(x, y, z) > 0.5) {
      return false;
    }
    if (reachesTissue(x, y, z, r) && draw.uniform("bead touches", i) > TOUCHING_TISSUE) {
      return false;
    }
    boolean damaged = draw.uniform("bead damage", i) < params.damagedBeads();
    beads.add(
        new PhantomBead(
            beads.size(),
            x,
            y,
            z,
            r,
            1 + draw.within(params.beadAmplitudeSpread(), "bead amplitude", i),
            damaged,
            damaged ? 2 * Math.PI * draw.uniform("cut angle", i) : 0,
            damaged ? r * draw.within(0.6, "cut distance", i) : r));
    return true;
  }

  private boolean free(double x, double y, double z, double r) {
    for (PhantomBead b : beads) {
      double dx = b.xUm() - x;
      double dy = b.yUm() - y;
      double dz = b.zUm() - z;
      double d = b.radiusUm() + r;
      if (dx * dx + dy * dy + dz * dz < d * d) {
        return false;
      }
    }
    return true;
  }

  private boolean reachesTissue(double x, double y, double z, double r) {
    for (int k = 0; k < 8; k++) {
      double a = k * Math.PI / 4;
      if (shape.coverage(x + r * StrictMath.cos(a), y + r * StrictMath.sin(a), z) > 0.5) {
        return true;
      }
    }
    return false;
  }
}
