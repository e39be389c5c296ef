package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.federate.BlockBead.Sighting;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Distributions over centre and radius of all beads of a block from their apparent radii, from the
 * planes that do not show them and from what is usual; squares of a grid are split where the weight
 * is. So beads of one sighting are known as far as they can be, and those of many as exactly as a
 * fitted sphere, with the right correlation of depth and radius.
 */
final class DepthFit {

  /** Share of beads that a plane of the block shows. */
  private static final double DETECTED = 0.96;

  /** Radii of the block scatter at least so much about the sphere's, µm. */
  private static final double FLOOR_UM = 0.25;

  private static final double COARSEST_UM = 8;
  private static final double FINEST_UM = 0.5;
  private static final double KEPT = 9;
  private static final int MOST_NODES = 72;

  /** Detections of the block that are no beads, as a share of all. */
  private static final double FALSE_SHARE = 0.02;

  /** Range of radii over which false detections are spread, µm. */
  private static final double FALSE_RADII_UM = 60;

  private final double[] planes;
  private final double layer;
  private final SlabModel model;
  final double usualRadius;
  final double usualSpread;
  private final double realPerFalse;

  DepthFit(Block block, SlabModel model) {
    planes =
        block.sections().stream()
            .flatMap(s -> s.planesUm().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    layer = block.layerUm();
    this.model = model;
    double[] largest = largest(block);
    usualRadius = largest.length == 0 ? 46 : RobustScale.median(largest);
    double sigma = largest.length < 5 ? 4 : RobustScale.sigma(largest);
    usualSpread = Math.max(2, Math.min(0.2 * usualRadius, 1.2 * sigma));
    realPerFalse = realPerFalse(block);
  }

  /** Largest apparent radius of the beads that do not reach the ends of the stack. */
  private double[] largest(Block block) {
    double first = planes[0];
    double last = planes[planes.length - 1];
    return block.beads().stream()
        .filter(b -> b.sightings().size() >= 3)
        .filter(b -> b.sightings().stream().noneMatch(s -> s.zUm() == first || s.zUm() == last))
        .mapToDouble(
            b -> b.sightings().stream().mapToDouble(Sighting::radiusUm).max().orElseThrow())
        .toArray();
  }

  /** Beads a µm of depth over false detections a plane and µm of radius. */
  private double realPerFalse(Block block) {
    long sure = block.beads().stream().filter(b -> b.sightings().size() > 1).count();
    long seen = block.beads().stream().mapToLong(b -> b.sightings().size()).sum();
    double reach = planes[planes.length - 1] - planes[0] + layer + 1.6 * usualRadius;
    double perPlane = Math.max(1, seen) * FALSE_SHARE / planes.length / FALSE_RADII_UM;
    return Math.max(1, sure) / reach / perPlane;
  }

  /** Half-open squares of the plane of centres and radii. */
  private record Cell(double z, double radius, double height) {}

  BeadDepth fit(BlockBead bead) {
    double[][] seen = seen(bead);
    double[] unseen = unseen(seen[0]);
    double first = Arrays.stream(seen[0]).min().orElseThrow();
    double last = Arrays.stream(seen[0]).max().orElseThrow();
    double most = usualRadius + 5 * usualSpread;
    double least = Math.max(0.3 * usualRadius, usualRadius - 5 * usualSpread);
    double h = COARSEST_UM;
    List<Cell> cells = new ArrayList<>();
    for (double z = last - most; z < first + layer + most + h; z += h) {
      for (double r = least + h / 2; r < most + h / 2; r += h) {
        cells.add(cell(z, r, h, seen, unseen));
      }
    }
    cells = kept(cells);
    while (h > FINEST_UM && cells.size() <= MOST_NODES) {
      h /= 2;
      List<Cell> finer = new ArrayList<>(4 * cells.size());
      for (Cell c : cells) {
        for (int q = 0; q < 4; q++) {
          double z = c.z + (q < 2 ? -h / 2 : h / 2);
          double r = c.radius + (q % 2 == 0 ? -h / 2 : h / 2);
          finer.add(cell(z, r, h, seen, unseen));
        }
      }
      cells = kept(finer);
    }
    return nodes(cells, h, seen[0].length == 1 ? seen[2][0] : 0);
  }

  private static double[][] seen(BlockBead bead) {
    int n = bead.sightings().size();
    double[][] out = new double[3][n];
    for (int i = 0; i < n; i++) {
      Sighting s = bead.sightings().get(i);
      out[0][i] = s.zUm();
      out[1][i] = s.radiusUm();
      out[2][i] = s.radiusSigmaUm() * s.radiusSigmaUm() + FLOOR_UM * FLOOR_UM;
    }
    return out;
  }

  /** Planes in reach that do not show it. */
  private double[] unseen(double[] seenZ) {
    double reach = 2 * (usualRadius + 5 * usualSpread) + layer;
    return Arrays.stream(planes)
        .filter(z -> Math.abs(z - seenZ[0]) < reach)
        .filter(z -> Arrays.stream(seenZ).noneMatch(s -> Math.abs(s - z) < 1e-6))
        .toArray();
  }

  private Cell cell(double z, double r, double h, double[][] seen, double[] unseen) {
    double odd = (r - usualRadius) / usualSpread;
    double height = -0.5 * odd * odd;
    for (int i = 0; i < seen[0].length; i++) {
      double d = Sphere.distance(z, seen[0][i], seen[0][i] + layer);
      double square = r * r - d * d;
      double a = square > 0 ? Math.sqrt(square) : 3 * (r - d);
      double variance = seen[2][i] + h * h / 12 * (d * d + r * r) / Math.max(square, 25);
      double residual = seen[1][i] - a;
      height -= 3.5 * Math.log1p(residual * residual / (6 * variance));
    }
    for (double plane : unseen) {
      double a = Sphere.apparent(z, r, plane, plane + layer);
      height += a > 0 ? Math.log1p(-DETECTED * model.visible(a)) : 0;
    }
    return new Cell(z, r, height);
  }

  private static List<Cell> kept(List<Cell> cells) {
    double top = cells.stream().mapToDouble(Cell::height).max().orElseThrow();
    return new ArrayList<>(cells.stream().filter(c -> c.height > top - KEPT).toList());
  }

  private BeadDepth nodes(List<Cell> cells, double h, double singleVariance) {
    List<Cell> sorted = new ArrayList<>(cells);
    sorted.sort(Comparator.comparingDouble(c -> -c.height));
    double top = sorted.get(0).height;
    int n = Math.min(sorted.size(), 2 * MOST_NODES);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(sorted.get(i).height - top);
    }
    double[] z = new double[n];
    double[] r = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = sorted.get(i).z;
      r[i] = sorted.get(i).radius;
      w[i] = Math.exp(sorted.get(i).height - top) / sum;
    }
    double real = 1;
    if (singleVariance > 0) {
      double bell = usualSpread * Math.sqrt(2 * Math.PI) * Math.sqrt(2 * Math.PI * singleVariance);
      double odds = realPerFalse * Math.exp(top) * sum * h * h / bell;
      real = odds / (1 + odds);
    }
    return new BeadDepth(z, r, w, h, real);
  }
}
