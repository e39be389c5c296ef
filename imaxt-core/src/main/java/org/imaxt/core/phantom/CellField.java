package org.imaxt.core.phantom;

/**
 * Cells of the tissue: small spheres at hashed places, imaged like the beads. Radius 4 to 8 µm.
 *
 * <p>Stateless: the cells of a cube of the lattice are hashes of its indices.
 */
final class CellField {
  /** Edge of the cubes; at most one cell in each. */
  private static final double PITCH_UM = 17;

  private static final double RADIUS_STEP_UM = 0.5;
  private static final int RADII = 9;
  private static final double DEPTH_STEP_UM = 0.5;
  private static final double MIN_DEPTH_UM = -9;
  private static final double TABLE_STEP_UM = 0.25;

  private final long key;
  private final double thicknessUm;
  private final SphereProfile[][] profiles;

  CellField(long key, double thicknessUm, double decayUm, double sigmaUm) {
    this.key = key;
    this.thicknessUm = thicknessUm;
    int depths = (int) Math.ceil((thicknessUm - 2 * MIN_DEPTH_UM) / DEPTH_STEP_UM) + 1;
    profiles = new SphereProfile[RADII][depths];
    for (int r = 0; r < RADII; r++) {
      for (int d = 0; d < depths; d++) {
        profiles[r][d] =
            SphereProfile.of(
                4 + r * RADIUS_STEP_UM,
                MIN_DEPTH_UM + d * DEPTH_STEP_UM,
                thicknessUm,
                decayUm,
                sigmaUm,
                TABLE_STEP_UM);
      }
    }
  }

  /**
   * Adds the cells to two maps, one for each kind of cell.
   *
   * @param crowding at the nodes: fraction of the cubes that hold a cell
   */
  void add(NodeGrid g, LayerWeights layer, float[] crowding, float[] first, float[] second) {
    long k0 = (long) Math.floor((layer.topUm() + MIN_DEPTH_UM) / PITCH_UM);
    long k1 = (long) Math.floor((layer.topUm() + thicknessUm - MIN_DEPTH_UM) / PITCH_UM);
    long j0 = (long) Math.floor(g.y(0) / PITCH_UM);
    long j1 = (long) Math.floor(g.y(g.ny() - 1) / PITCH_UM);
    long i0 = (long) Math.floor(g.x(0) / PITCH_UM);
    long i1 = (long) Math.floor(g.x(g.nx() - 1) / PITCH_UM);
    for (long k = k0; k <= k1; k++) {
      for (long j = j0; j <= j1; j++) {
        for (long i = i0; i <= i1; i++) {
          add(g, layer, crowding, cube(i, j, k), new long[] {i, j, k}, first, second);
        }
      }
    }
  }

  private long cube(long i, long j, long k) {
    return Draw.mix(
        Draw.mix(Draw.mix(key + i) + 0x9e3779b97f4a7c15L * j) + 0xd1b54a32d192ed03L * k);
  }

  private void add(
      NodeGrid g,
      LayerWeights layer,
      float[] crowding,
      long h,
      long[] cube,
      float[] first,
      float[] second) {
    double x = (cube[0] + Draw.unit(Draw.mix(h + 1))) * PITCH_UM;
    double y = (cube[1] + Draw.unit(Draw.mix(h + 2))) * PITCH_UM;
    int ci = (int) (Math.round(x / g.stepUm()) - g.i0());
    int cj = (int) (Math.round(y / g.stepUm()) - g.j0());
    if (ci < 0 || cj < 0 || ci >= g.nx() || cj >= g.ny()) {
      return;
    }
    if (Draw.unit(h) >= crowding[cj * g.nx() + ci]) {
      return;
    }
    double z = (cube[2] + Draw.unit(Draw.mix(h + 3))) * PITCH_UM;
    int depth = (int) Math.round((z - layer.topUm() - MIN_DEPTH_UM) / DEPTH_STEP_UM);
    if (depth < 0 || depth >= profiles[0].length) {
      return;
    }
    int radius = (int) (Draw.unit(Draw.mix(h + 4)) * RADII);
    double amplitude = 0.4 + Draw.unit(Draw.mix(h + 5));
    float[] map = Draw.unit(Draw.mix(h + 6)) < 0.6 ? first : second;
    stamp(g, profiles[radius][depth], x, y, amplitude, map);
  }

  static void stamp(
      NodeGrid g, SphereProfile p, double x, double y, double amplitude, float[] map) {
    double reach = p.reachUm();
    int i0 = Math.max(0, (int) Math.ceil((x - reach) / g.stepUm() - g.i0()));
    int i1 = Math.min(g.nx() - 1, (int) Math.floor((x + reach) / g.stepUm() - g.i0()));
    int j0 = Math.max(0, (int) Math.ceil((y - reach) / g.stepUm() - g.j0()));
    int j1 = Math.min(g.ny() - 1, (int) Math.floor((y + reach) / g.stepUm() - g.j0()));
    for (int j = j0; j <= j1; j++) {
      double dy = g.y(j) - y;
      for (int i = i0; i <= i1; i++) {
        double dx = g.x(i) - x;
        map[j * g.nx() + i] += (float) (amplitude * p.at(Math.sqrt(dx * dx + dy * dy)));
      }
    }
  }
}
