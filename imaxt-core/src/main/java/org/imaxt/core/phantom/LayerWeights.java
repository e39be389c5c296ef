package org.imaxt.core.phantom;

/**
 * Depths at which a smooth field is sampled for its mean over the imaged layer, with their weights:
 * midpoints of slices, weighted by the decay of the emission.
 *
 * @param topUm top of the layer below the first cut, µm
 * @param thicknessUm thickness of the layer, µm
 * @param depthsUm depths, µm
 * @param weights their weights, sum 1
 */
record LayerWeights(double topUm, double thicknessUm, double[] depthsUm, double[] weights) {
  private static final int SLICES = 4;

  static LayerWeights of(double topUm, double thicknessUm, double decayUm) {
    double[] z = new double[SLICES];
    double[] w = new double[SLICES];
    double sum = 0;
    for (int i = 0; i < SLICES; i++) {
      double l = (i + 0.5) / SLICES * thicknessUm;
      z[i] = topUm + l;
      w[i] = StrictMath.pow(10, -l / decayUm);
      sum += w[i];
    }
    for (int i = 0; i < SLICES; i++) {
      w[i] /= sum;
    }
    return new LayerWeights(topUm, thicknessUm, z, w);
  }

  /** A plane without thickness. */
  static LayerWeights plane(double depthUm) {
    return new LayerWeights(depthUm, 0, new double[] {depthUm}, new double[] {1});
  }
}
