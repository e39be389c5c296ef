package org.imaxt.core.algo.federate;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * What a scan is compared with, made ready: the beads of a block with their depths and its slabs,
 * or the beads of another scan.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class BeadTarget {

  /** Width of a class of radii, µm. */
  static final double RADIUS_CLASS_UM = 2;

  static final int RADIUS_CLASSES = 50;

  private static final double CELL_UM = 60;

  /** A bead that shows with less is left out of a slab. */
  private static final double LEAST_VISIBLE = 0.01;

  /** A bead that shows with more is looked for. */
  private static final double LOOKED_FOR = 0.2;

  final SlabModel model;
  final Field field;
  final double[] x;
  final double[] y;

  /** Usual error of a place along an axis, µm. */
  final double positionSigma;

  final PointGrid grid;
  final List<BeadDepth> depths;
  final List<Slab> slabs;

  /** Index of the first and last slab in which each bead may well show. */
  final int[] firstSlab;

  final int[] lastSlab;

  /** Density of apparent radii in a slab anywhere, per µm, in classes. */
  final double[] usualRadii;

  /** Density of beads in a slab anywhere, per µm². */
  final double usualDensity;

  private BeadTarget(
      Field field,
      SlabModel model,
      double[][] places,
      List<BeadDepth> depths,
      List<Slab> slabs,
      double[] radii) {
    this.field = field;
    this.model = model;
    this.depths = depths;
    this.slabs = slabs;
    x = places[0];
    y = places[1];
    positionSigma = x.length == 0 ? 0 : RobustScale.median(places[2]);
    grid = new PointGrid(x, y, CELL_UM);
    usualRadii = radii.clone();
    double sum = Arrays.stream(radii).sum() * RADIUS_CLASS_UM;
    usualDensity = sum;
    for (int i = 0; i < radii.length; i++) {
      usualRadii[i] /= Math.max(sum, 1e-300);
    }
    firstSlab = new int[x.length];
    lastSlab = new int[x.length];
    reach();
  }

  /** A block of which the depths are known. */
  static BeadTarget of(BlockModel block, SlabModel model) {
    List<BlockBead> beads = block.block().beads();
    double[][] places = {
      beads.stream().mapToDouble(BlockBead::xUm).toArray(),
      beads.stream().mapToDouble(BlockBead::yUm).toArray(),
      beads.stream().mapToDouble(BlockBead::sigmaUm).toArray()
    };
    double step = block.block().stepUm();
    double[] radii = block.population().radii(0, step, model, (z, r) -> 1);
    List<Slab> slabs = block.slabs(model);
    return new BeadTarget(block.block().field(), model, places, block.depths(), slabs, radii);
  }

  /**
   * The beads of another scan of the same section: each shows with the radius that it has there.
   *
   * @param scan the other scan
   * @param model how the compared scans show beads; its offset has no meaning here
   * @return the target; its only place is {@link Place.Scan}
   */
  public static BeadTarget of(BeadScan scan, SlabModel model) {
    List<ScanBead> beads = scan.beads();
    double[][] places = {
      beads.stream().mapToDouble(ScanBead::xUm).toArray(),
      beads.stream().mapToDouble(ScanBead::yUm).toArray(),
      beads.stream().mapToDouble(ScanBead::sigmaUm).toArray()
    };
    double[] radii = new double[RADIUS_CLASSES];
    double each = 1 / (scan.field().areaUm2() * RADIUS_CLASS_UM);
    beads.forEach(b -> radii[radiusClass(b.radiusUm())] += each);
    double[] unknown = new double[RADIUS_CLASSES];
    Arrays.fill(unknown, 1e-12);
    double[] visible = beads.stream().mapToDouble(b -> model.visible(b.radiusUm())).toArray();
    int[] all = new int[beads.size()];
    Arrays.setAll(all, i -> i);
    Slab slab = new Slab(new Place.Scan(), -1e6, 1e6, all, visible, unknown);
    List<BeadDepth> depths = beads.stream().map(BeadTarget::flat).toList();
    return new BeadTarget(
        scan.field(), model, places, depths, List.of(slab), Population.smoothed(radii));
  }

  private static BeadDepth flat(ScanBead bead) {
    double r = bead.radiusUm();
    double s = Math.min(1.2 * bead.radiusSigmaUm(), 0.5 * r);
    return new BeadDepth(
        new double[3], new double[] {r - s, r, r + s}, new double[] {0.3, 0.4, 0.3}, 0, 1);
  }

  /**
   * How slides show beads.
   *
   * @return the model
   */
  public SlabModel slabModel() {
    return model;
  }

  /**
   * Where slides may come from, in order of depth; sections and orphans.
   *
   * @return a place a slab
   */
  public List<Place> places() {
    return slabs.stream().map(Slab::place).toList();
  }

  /** Area density of beads that show in a slab, per µm². */
  double density(int slab) {
    return Math.max(1, slabs.get(slab).beads().length) / field.areaUm2();
  }

  /** The beads of a slab that show with more than a probability. */
  int[] shown(int slab, double least) {
    Slab s = slabs.get(slab);
    int[] out = new int[s.beads().length];
    int n = 0;
    for (int k = 0; k < out.length; k++) {
      if (s.visible()[k] > least) {
        out[n++] = s.beads()[k];
      }
    }
    return Arrays.copyOf(out, n);
  }

  /** A slab of a block with the beads that may show in it. */
  static Slab slab(BlockModel block, SlabModel model, Place place, double layersMiddle) {
    double step = block.block().stepUm();
    double top = layersMiddle + model.offsetUm() - step / 2;
    double bottom = top + step;
    List<BlockBead> all = block.block().beads();
    int[] beads = new int[all.size()];
    double[] visible = new double[all.size()];
    int n = 0;
    for (int j = 0; j < beads.length; j++) {
      double seen = all.get(j).sightings().get(0).zUm();
      if (Math.abs(seen - top) < 4 * block.population().largest()) {
        double v = block.depths().get(j).visible(top, bottom, model);
        if (v > LEAST_VISIBLE) {
          beads[n] = j;
          visible[n++] = v;
        }
      }
    }
    Population population = block.population();
    double[] unknown = population.radii(top, bottom, model, population::unseen);
    return new Slab(
        place, top, bottom, Arrays.copyOf(beads, n), Arrays.copyOf(visible, n), unknown);
  }

  private void reach() {
    Arrays.fill(firstSlab, slabs.size());
    Arrays.fill(lastSlab, -1);
    for (int s = 0; s < slabs.size(); s++) {
      for (int j : shown(s, LOOKED_FOR)) {
        firstSlab[j] = Math.min(firstSlab[j], s);
        lastSlab[j] = s;
      }
    }
  }

  /** Class of an apparent radius. */
  static int radiusClass(double radiusUm) {
    return Math.max(0, Math.min(RADIUS_CLASSES - 1, (int) (radiusUm / RADIUS_CLASS_UM)));
  }
}
