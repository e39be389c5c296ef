package org.imaxt.core.phantom;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.imaxt.core.phantom.NucleusField.Nucleus;
import org.imaxt.core.phantom.SlicedBlock.Matter;
import org.imaxt.core.phantom.Specimen.Anatomy;

/**
 * Renders pieces of slide scans: stained matter where every sub-pixel truly looks, then beads, then
 * the scanner. Immutable, for any number of threads.
 *
 * <p>Channel 1 shows nuclei (DAPI), channel 2 what glows by itself and the beads.
 */
final class SlideRenderer {
  /** σ of the scanner's blur beside that of the B-spline. */
  private static final double REST_SIGMA_UM = 1;

  private static final double SIGMA_UM =
      Math.sqrt(
          SlicedBlock.SPLINE_SIGMA_UM * SlicedBlock.SPLINE_SIGMA_UM
              + REST_SIGMA_UM * REST_SIGMA_UM);

  /** Signals, e⁻ a pixel: DAPI, then autofluorescence. */
  private static final float[] GLASS = {3, 4};

  private static final float[] AGAROSE = {9, 22};
  private static final float[] BEAD = {130, 430};
  private static final float NUCLEUS = 260;
  private static final float DIFFUSE = 55;
  private static final float GLOW = 210;

  /** Mixture of the textures in the autofluorescence; no channel of the microscope has it. */
  private static final float GLOW_FIRST = (float) Math.cos(0.95);

  private static final float GLOW_SECOND = (float) Math.sin(0.95);

  /** Out-of-focus nuclei over those in focus. */
  static final double DEEP = 1.0 / 3;

  private static final double DEEP_SIGMA_UM = 2.5;

  private static final int SATURATION = 65535;

  private final PhantomParams params;
  private final Draw draw;
  private final List<SectionTruth> sections;
  private final Map<Long, SlicedBlock> blocks;
  private final NucleusImage sharp = new NucleusImage(REST_SIGMA_UM);
  private final NucleusImage deep = new NucleusImage(DEEP_SIGMA_UM);

  SlideRenderer(
      PhantomParams params, Draw draw, List<SectionTruth> sections, Map<Long, Block> blocks) {
    this.params = params;
    this.draw = draw;
    this.sections = sections;
    this.blocks = new HashMap<>();
    blocks.forEach((seed, block) -> this.blocks.put(seed, new SlicedBlock(params, block)));
  }

  /**
   * A piece of a slide.
   *
   * @param slide the slide
   * @param x0 first column, px
   * @param y0 first row, px
   * @param width columns
   * @param height rows
   * @return one image a channel, ADU as unsigned 16 bits, rows from top to bottom
   */
  short[][] piece(SlideTruth slide, int x0, int y0, int width, int height) {
    SlideView view = new SlideView(slide, sections.get(slide.frame() - 1), x0, y0, width, height);
    SlicedBlock block = blocks.get(slide.blockSeed());
    float[][] electrons = new float[2][width * height];
    matter(view, slide, block, electrons);
    for (SlideBead b : slide.beads()) {
      if (view.sees(b, b.radiusUm() * 1.1 + 6 * SIGMA_UM)) {
        stamp(
            view, block.layer(slide.slab()), block.specimen().beads().get(b.bead()), b, electrons);
      }
    }
    short[][] out = new short[2][];
    for (int c = 0; c < 2; c++) {
      int scan = slide.fault() == SlideFault.Kind.TWICE ? 1 : 0;
      long seed = draw.key("slide noise", slide.slab() + 1, scan, c, x0, y0);
      out[c] = expose(view, slide, c, electrons[c], seed);
    }
    return out;
  }

  private void matter(SlideView view, SlideTruth slide, SlicedBlock block, float[][] out) {
    NodeGrid g = view.nodes(SlicedBlock.STEP_UM, SlicedBlock.MARGIN_UM);
    Matter m = block.matter(g, slide.slab());
    float[][] maps = stain(g, m, slide, block);
    tear(view, g, m, slide, maps);
    int n = m.anatomy() == null ? 1 : 2;
    SplineSampler sampler = new SplineSampler(g, maps, 1f / (n * n));
    double[] xs = new double[view.width() * n];
    double[] ys = new double[view.width() * n];
    for (int v = 0; v < view.height() * n; v++) {
      view.row((v + 0.5) / n, n, xs, ys);
      int at = v / n * view.width();
      for (int u = 0; u < xs.length; u++) {
        sampler.add(xs[u], ys[u], out, at + u / n);
      }
    }
  }

  private float[][] stain(NodeGrid g, Matter m, SlideTruth slide, SlicedBlock block) {
    float[][] maps = new float[2][g.size()];
    float[] dna = new float[g.size()];
    if (m.anatomy() != null) {
      sharp.add(g, block.nuclei(g, slide.slab(), m.crowding()), 1, dna);
      deep.add(g, block.deepNuclei(g, slide.slab(), m.crowding()), DEEP, dna);
    }
    for (int i = 0; i < g.size(); i++) {
      float haze = Math.max(0.5f, 1 + m.haze()[i]);
      float dapi = AGAROSE[0] * haze;
      float glow = AGAROSE[1] * haze;
      float t = m.tissue()[i];
      if (t > 0) {
        Anatomy a = m.anatomy();
        float open = 1 - 0.9f * a.lumen()[i];
        float body = clamp(1 + 0.22f * a.first()[i]);
        dapi += t * (DIFFUSE * body * open + NUCLEUS * dna[i] - dapi);
        float texture =
            clamp(1 + 0.26f * (GLOW_FIRST * a.first()[i] + GLOW_SECOND * a.second()[i]));
        float cell = 0.35f * a.cellA()[i] + 0.55f * a.cellB()[i];
        float value = (texture + 0.45f * a.fibre()[i]) * open + 0.5f * a.wall()[i] + cell;
        glow += t * (GLOW * value - glow);
      }
      float share = BlockOutline.share(m.inside()[i]);
      maps[0][i] = GLASS[0] + share * (dapi - GLASS[0]);
      maps[1][i] = GLASS[1] + share * (glow - GLASS[1]);
    }
    return maps;
  }

  private static float clamp(float v) {
    return Math.max(0.3f, Math.min(1.8f, v));
  }

  /** Beyond a tear there is glass. */
  private void tear(SlideView view, NodeGrid g, Matter m, SlideTruth slide, float[][] maps) {
    if (slide.tear() == null) {
      return;
    }
    for (int j = 0; j < g.ny(); j++) {
      for (int i = 0; i < g.nx(); i++) {
        int at = j * g.nx() + i;
        double beyond =
            slide.tear().beyondUm(g.x(i) + view.driftXUm(), g.y(j) + view.driftYUm())
                + 120 * m.haze()[at];
        float share = BlockOutline.share(-beyond);
        for (int c = 0; c < 2; c++) {
          maps[c][at] = GLASS[c] + share * (maps[c][at] - GLASS[c]);
        }
      }
    }
  }

  private void stamp(
      SlideView view, LayerWeights layer, PhantomBead bead, SlideBead on, float[][] out) {
    SphereProfile profile =
        SphereProfile.of(
            bead.radiusUm(),
            bead.zUm() - layer.topUm(),
            layer.thicknessUm(),
            SlicedBlock.NO_DECAY_UM,
            SIGMA_UM,
            0.25);
    int n = 3;
    double reach = profile.reachUm();
    int[] box = view.box(on, reach * 1.1);
    double[] xs = new double[(box[2] - box[0] + 1) * n];
    double[] ys = new double[xs.length];
    float[] cover = new float[xs.length / n];
    for (int v = box[1]; v <= box[3]; v++) {
      Arrays.fill(cover, 0);
      for (int k = 0; k < n; k++) {
        view.row(box[0], v + (k + 0.5) / n, n, xs, ys);
        for (int u = 0; u < xs.length; u++) {
          double x = xs[u] - bead.xUm();
          double y = ys[u] - bead.yUm();
          double r2 = x * x + y * y;
          if (r2 < reach * reach) {
            cover[u / n] +=
                (float) (profile.at(Math.sqrt(r2)) * TileRenderer.whole(bead, x, y, SIGMA_UM));
          }
        }
      }
      for (int u = box[0]; u <= box[2]; u++) {
        float share = cover[u - box[0]] / (n * n);
        int at = v * view.width() + u;
        for (int c = 0; share > 0 && c < 2; c++) {
          out[c][at] += share * (BEAD[c] * (float) bead.amplitude() - out[c][at]);
        }
      }
    }
  }

  private short[] expose(SlideView view, SlideTruth slide, int channel, float[] signal, long seed) {
    SlideChannel c = slide.channels().get(channel);
    SplittableRandom random = new SplittableRandom(seed);
    boolean shot = params.has(Effect.SHOT_NOISE);
    short[] image = new short[signal.length];
    for (int i = 0; i < image.length; i++) {
      int u = view.x0() + i % view.width();
      int v = view.y0() + i / view.width();
      double along = (double) u / slide.widthPx() - 0.5;
      double glow = c.glowElectrons() * (1 + c.glowSlope() * along);
      double mean = c.sensitivity(u, v) * (glow + c.exposure() * signal[i]);
      double adu =
          c.offsetAdu()
              + c.gainAduPerElectron() * (shot ? Detector.poisson(mean, random) : mean)
              + (c.readNoiseAdu() > 0 ? c.readNoiseAdu() * random.nextGaussian() : 0);
      image[i] = (short) Math.max(0, Math.min(SATURATION, Math.round(adu)));
    }
    return image;
  }

  /** Nuclei at the nodes of a patch: spheres of their mean radius, blurred. */
  private static final class NucleusImage {
    private static final double TABLE_RADIUS_STEP_UM = 0.25;
    private static final double LEAST_RADIUS_UM = 3;

    private final SphereProfile[] profiles = new SphereProfile[9];

    NucleusImage(double sigmaUm) {
      for (int r = 0; r < profiles.length; r++) {
        double radius = LEAST_RADIUS_UM + r * TABLE_RADIUS_STEP_UM;
        profiles[r] = SphereProfile.of(radius, 5, 10, SlicedBlock.NO_DECAY_UM, sigmaUm, 0.25);
      }
    }

    void add(NodeGrid g, List<Nucleus> nuclei, double amplitude, float[] map) {
      for (Nucleus n : nuclei) {
        int r = (int) Math.round((n.meanRadiusUm() - LEAST_RADIUS_UM) / TABLE_RADIUS_STEP_UM);
        CellField.stamp(g, profiles[r], n.xUm(), n.yUm(), amplitude * n.brightness(), map);
      }
    }
  }
}
