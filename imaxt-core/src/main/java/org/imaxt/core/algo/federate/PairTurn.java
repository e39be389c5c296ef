package org.imaxt.core.algo.federate;

/**
 * How pairs of beads are turned and stretched about their means: the closed form of the similarity
 * that fits them best (Umeyama, IEEE Trans. Pattern Anal. 13 (1991) 376-380), without a mirror.
 *
 * @param scanX mean x in the scan, µm
 * @param scanY mean y in the scan, µm
 * @param targetX mean x in the target, µm
 * @param targetY mean y in the target, µm
 * @param dot sum of the scalar products of both sides about their means, µm²
 * @param cross sum of their cross products, µm²
 * @param norm sum of the squares of the scan's side, µm²
 */
record PairTurn(
    double scanX,
    double scanY,
    double targetX,
    double targetY,
    double dot,
    double cross,
    double norm) {

  /** Of pairs {bead of the scan, bead of the target}. */
  static PairTurn of(Flat scan, BeadTarget target, int[][] pairs) {
    double[] m = new double[4];
    for (int[] p : pairs) {
      m[0] += scan.x[p[0]] / pairs.length;
      m[1] += scan.y[p[0]] / pairs.length;
      m[2] += target.x[p[1]] / pairs.length;
      m[3] += target.y[p[1]] / pairs.length;
    }
    double dot = 0;
    double cross = 0;
    double norm = 0;
    for (int[] p : pairs) {
      double sx = scan.x[p[0]] - m[0];
      double sy = scan.y[p[0]] - m[1];
      double tx = target.x[p[1]] - m[2];
      double ty = target.y[p[1]] - m[3];
      dot += sx * tx + sy * ty;
      cross += sx * ty - sy * tx;
      norm += sx * sx + sy * sy;
    }
    return new PairTurn(m[0], m[1], m[2], m[3], dot, cross, norm);
  }

  /** Radians, from x towards y. */
  double angle() {
    return Math.atan2(cross, dot);
  }
}
