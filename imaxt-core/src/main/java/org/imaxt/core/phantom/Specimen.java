package org.imaxt.core.phantom;

import java.util.List;

/**
 * The block: emission of tissue and agarose as smooth functions of (x, y) for every imaged layer,
 * and the beads.
 *
 * <p>A layer is rendered at the nodes of a lattice as fine as the point spread function allows, the
 * same lattice for all tiles; cubic B-splines between the nodes then are part of the point spread
 * function. Immutable, for any number of threads.
 */
final class Specimen {
  /** Share of the point spread function's σ that the B-spline between the nodes makes. */
  private static final double SPLINE_SHARE = 0.8;

  private final SpecimenParams params;
  private final double stepUm;
  private final TissueShape shape;
  private final long cellKey;
  private final CellField cells;
  private final List<PhantomBead> beads;
  private final LatticeNoise[][] textures = new LatticeNoise[2][4];
  private final LatticeNoise[] fibres = new LatticeNoise[2];
  private final LatticeNoise[] vessels = new LatticeNoise[2];
  private final LatticeNoise haze;

  private static final double[] OCTAVES_UM = {13, 32, 85, 240};
  private static final double[] OCTAVE_WEIGHTS = {0.45, 0.5, 0.55, 0.48};

  Specimen(PhantomParams p, Draw draw, double psfUm) {
    params = p.specimen();
    // A cubic B-spline of spacing h has σ = h/√3.
    stepUm = SPLINE_SHARE * Math.sqrt(3) * psfUm;
    MosaicExtent extent = MosaicExtent.of(p.grid());
    shape = new TissueShape(params, draw, extent);
    double rest = Math.sqrt(1 - SPLINE_SHARE * SPLINE_SHARE) * psfUm;
    cellKey = draw.key("cells");
    cells = new CellField(cellKey, p.optics().layerThicknessUm(), p.optics().decayUm(), rest);
    double first = p.optics().layerDepthUm();
    double last =
        first
            + (p.acquisition().sections() - 1) * params.sectionUm()
            + (p.acquisition().layers() - 1) * p.optics().layerStepUm()
            + p.optics().layerThicknessUm();
    beads = BeadField.fill(params, draw, shape, extent, new Range(first, last));
    double depth = params.depthScaleUm();
    for (int t = 0; t < 2; t++) {
      for (int o = 0; o < OCTAVES_UM.length; o++) {
        textures[t][o] =
            new LatticeNoise(
                draw.key("texture", t, o), OCTAVES_UM[o], Math.max(depth, OCTAVES_UM[o] / 2));
      }
      fibres[t] = new LatticeNoise(draw.key("fibres", t), t == 0 ? 110 : 35, depth);
      vessels[t] = new LatticeNoise(draw.key("vessels", t), 170, 2 * depth);
    }
    haze = new LatticeNoise(draw.key("haze"), 150, depth);
  }

  double stepUm() {
    return stepUm;
  }

  List<PhantomBead> beads() {
    return beads;
  }

  TissueShape shape() {
    return shape;
  }

  /** The same cells as a slice of another thickness shows them, without decay. */
  CellField cells(double thicknessUm, double sigmaUm) {
    return new CellField(cellKey, thicknessUm, SlicedBlock.NO_DECAY_UM, sigmaUm);
  }

  /** Adds the haze of the agarose, 1 a unit of its signal. */
  void haze(NodeGrid g, LayerWeights layer, double amplitude, float[] out) {
    haze.add(g, layer, amplitude, out);
  }

  /**
   * Emission without beads at the nodes of a patch.
   *
   * @return one map a channel, e⁻ a pixel
   */
  float[][] emission(NodeGrid g, LayerWeights layer, List<ChannelTruth> channels) {
    float[] tissue = new float[g.size()];
    float[] fog = new float[g.size()];
    boolean any = shape.coverage(g, layer, tissue);
    haze.add(g, layer, 0.08, fog);
    Anatomy a = any ? anatomy(g, layer, tissue, cells) : null;
    float[][] maps = new float[channels.size()][];
    for (int c = 0; c < maps.length; c++) {
      ChannelTruth ch = channels.get(c);
      float[] map = new float[g.size()];
      float agarose = (float) ch.agaroseElectrons();
      for (int i = 0; i < map.length; i++) {
        map[i] = agarose * Math.max(0.5f, 1 + fog[i]);
      }
      if (any) {
        blend(a, tissue, ch, map);
      }
      maps[c] = map;
    }
    return maps;
  }

  /** Parts of the tissue at the nodes, in units of its mean signal. */
  record Anatomy(
      float[] first,
      float[] second,
      float[] fibre,
      float[] lumen,
      float[] wall,
      float[] cellA,
      float[] cellB) {}

  /** What there is at the nodes of a patch that has some tissue; cells as imaged by a layer. */
  Anatomy anatomy(NodeGrid g, LayerWeights layer, float[] tissue, CellField cells) {
    int n = g.size();
    float[] first = octaves(textures[0], g, layer);
    float[] second = octaves(textures[1], g, layer);
    float[] fibre = new float[n];
    fibres[0].add(g, layer, 1, fibre);
    fibres[1].add(g, layer, 0.35, fibre);
    float[] lumen = new float[n];
    float[] wall = new float[n];
    vessels[0].add(g, layer, 1, lumen);
    vessels[1].add(g, layer, 1, wall);
    float[] crowding = new float[n];
    for (int i = 0; i < n; i++) {
      fibre[i] = (float) Math.exp(-Math.min(20, sq(fibre[i] / 0.11f)));
      double v = Math.sqrt(sq(lumen[i]) + sq(wall[i]));
      lumen[i] = (float) (1 - smooth((v - 0.17) / 0.03));
      wall[i] = (float) Math.exp(-Math.min(20, sq((v - 0.225) / 0.035)));
      double crowd = Math.max(0.08, Math.min(0.9, 0.42 + 0.28 * first[i]));
      crowding[i] = tissue[i] > 0.5f && v > 0.25 ? (float) crowd : 0;
    }
    float[] cellA = new float[n];
    float[] cellB = new float[n];
    cells.add(g, layer, crowding, cellA, cellB);
    return new Anatomy(first, second, fibre, lumen, wall, cellA, cellB);
  }

  private static float[] octaves(LatticeNoise[] noise, NodeGrid g, LayerWeights layer) {
    float[] out = new float[g.size()];
    for (int o = 0; o < noise.length; o++) {
      noise[o].add(g, layer, OCTAVE_WEIGHTS[o], out);
    }
    return out;
  }

  private void blend(Anatomy a, float[] tissue, ChannelTruth ch, float[] map) {
    float c = (float) Math.cos(ch.textureAngleRad());
    float s = (float) Math.sin(ch.textureAngleRad());
    // A wave whose amplitude is the contrast has an rms of contrast/√2.
    float rms = (float) (params.contrast() / Math.sqrt(2));
    float mean = (float) ch.tissueElectrons();
    for (int i = 0; i < map.length; i++) {
      float m = tissue[i];
      if (m <= 0) {
        continue;
      }
      float texture = 1 + rms * (c * a.first[i] + s * a.second[i]);
      texture = 0.85f * Math.max(0.25f, Math.min(1.8f, texture));
      float fibre = (0.12f + 0.3f * s) * a.fibre[i];
      float cell = (c - 0.3f * s) * a.cellA[i] + (0.15f + 0.9f * s) * a.cellB[i];
      float value = (texture + fibre) * (1 - 0.88f * a.lumen[i]) + 0.45f * a.wall[i];
      map[i] += m * (mean * (value + 0.75f * cell) - map[i]);
    }
  }

  private static double smooth(double t) {
    double u = Math.max(0, Math.min(1, t));
    return u * u * (3 - 2 * u);
  }

  private static double sq(double v) {
    return v * v;
  }
}
