package org.imaxt.core.phantom;

import java.util.List;
import org.imaxt.core.phantom.NucleusField.Nucleus;
import org.imaxt.core.phantom.Specimen.Anatomy;

/**
 * A block as its slices show it once they lie on glass: the whole thickness at once, without the
 * decay of the block's surface, and with every nucleus.
 *
 * <p>Slice n is as thick as a section and centred on what was imaged as section n; slice 0 lies
 * directly above slice 1. Immutable, for any number of threads.
 */
final class SlicedBlock {
  /** A decay that does not show within a slice. */
  static final double NO_DECAY_UM = 1e4;

  /** Spacing of the nodes; the same for slides and regions, so that both hold the same nuclei. */
  static final double STEP_UM = 2;

  /** σ of the blur by the B-spline between the nodes. */
  static final double SPLINE_SIGMA_UM = STEP_UM / Math.sqrt(3);

  /** Nodes beside a patch that keep whole the cells and nuclei that reach into it. */
  static final double MARGIN_UM = 20;

  private final Specimen specimen;
  private final BlockOutline outline;
  private final CellField cells;
  private final NucleusField nuclei;
  private final PhantomParams params;

  SlicedBlock(PhantomParams params, Block block) {
    this.params = params;
    specimen = block.specimen();
    outline = block.outline();
    cells = specimen.cells(params.specimen().sectionUm(), 0.5);
    nuclei = new NucleusField(block.draw().key("nuclei"));
  }

  Specimen specimen() {
    return specimen;
  }

  /** Where a slice lies: centred on the layers imaged as the section of its number. */
  LayerWeights layer(int slab) {
    return layer(params, slab);
  }

  static LayerWeights layer(PhantomParams p, int slab) {
    OpticsParams o = p.optics();
    double imaged = (p.acquisition().layers() - 1) * o.layerStepUm() + o.layerThicknessUm();
    double thickness = p.specimen().sectionUm();
    double centre = o.layerDepthUm() + (slab - 1) * thickness + imaged / 2;
    return LayerWeights.of(centre - thickness / 2, thickness, NO_DECAY_UM);
  }

  /**
   * What a slice holds at the nodes of a patch.
   *
   * @param tissue share of tissue, 0 to 1
   * @param inside how far inside the block, µm
   * @param haze of the agarose, mean 0
   * @param anatomy parts of the tissue; null if there is none
   * @param crowding share of the places that hold a nucleus; null if there is no tissue
   */
  record Matter(float[] tissue, float[] inside, float[] haze, Anatomy anatomy, float[] crowding) {}

  Matter matter(NodeGrid g, int slab) {
    LayerWeights layer = layer(slab);
    float[] tissue = new float[g.size()];
    float[] haze = new float[g.size()];
    boolean any = specimen.shape().coverage(g, layer, tissue);
    specimen.haze(g, layer, 0.08, haze);
    Anatomy a = any ? specimen.anatomy(g, layer, tissue, cells) : null;
    float[] crowding = any ? crowding(tissue, a) : null;
    return new Matter(tissue, outline.insideUm(g, layer), haze, a, crowding);
  }

  /** Nuclei in most places, fewer where fibres run, none in vessels. */
  private static float[] crowding(float[] tissue, Anatomy a) {
    float[] out = new float[tissue.length];
    for (int i = 0; i < out.length; i++) {
      if (tissue[i] > 0.5f) {
        float p = 0.88f + 0.12f * a.first()[i];
        out[i] = Math.max(0.4f, Math.min(1, p)) * (1 - 0.5f * a.fibre()[i]) * (1 - a.lumen()[i]);
      }
    }
    return out;
  }

  /** Nuclei in the middle of a slice. */
  List<Nucleus> nuclei(NodeGrid g, int slab, float[] crowding) {
    return nuclei.sheet(2L * slab, g, crowding);
  }

  /** Nuclei at the far face of a slice, seen out of focus. */
  List<Nucleus> deepNuclei(NodeGrid g, int slab, float[] crowding) {
    return nuclei.sheet(2L * slab + 1, g, crowding);
  }
}
