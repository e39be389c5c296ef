package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.imaxt.core.phantom.NucleusField.Nucleus;
import org.imaxt.core.phantom.SlicedBlock.Matter;
import org.imaxt.core.phantom.Specimen.Anatomy;

/**
 * Renders regions of imaging mass cytometry: expected ions where each pixel's laser shot truly
 * lands, Poisson counts, hot pixels. Immutable, for any number of threads.
 */
final class RoiRenderer {
  private static final double BEAD_SIGMA_UM = 0.5;
  private static final double CHROMATIN_UM = 1.6;
  private static final double CHROMATIN_CONTRAST = 0.35;

  /** Share of cells that divide. */
  private static final double CYCLING = 0.15;

  private final PhantomParams params;
  private final Draw draw;
  private final PhantomTruth truth;
  private final Map<Long, Block> blocks;

  RoiRenderer(PhantomParams params, PhantomTruth truth, Map<Long, Block> blocks) {
    this.params = params;
    this.truth = truth;
    this.blocks = blocks;
    draw = new Draw(params.seed());
  }

  RoiImage render(RoiTruth roi) {
    SlideTruth slide = truth.slide(roi.slide());
    SectionTruth frame = truth.sections().get(slide.frame() - 1);
    SlicedBlock block = new SlicedBlock(params, blocks.get(slide.blockSeed()));
    int[] whole = {0, 0, roi.widthPx(), roi.heightPx()};
    SlideView view = new SlideView(roi.toMosaic(), roi.pixelSizeUm(), frame, whole);
    NodeGrid g = view.nodes(SlicedBlock.STEP_UM, SlicedBlock.MARGIN_UM);
    Matter matter = block.matter(g, slide.slab());
    float[][] ions = new float[roi.channels().size()][roi.widthPx() * roi.heightPx()];
    for (int c = 0; c < ions.length; c++) {
      Arrays.fill(ions[c], (float) roi.channels().get(c).background());
    }
    CellPainter painter = new CellPainter(roi, frame);
    CellPainter.Labels labels = painter.labels(List.of());
    if (matter.anatomy() != null) {
      List<Nucleus> nuclei = block.nuclei(g, slide.slab(), matter.crowding());
      labels = painter.labels(besideBeads(nuclei, roi, frame));
      tissue(view, g, matter, roi, ions);
      dna(roi, painter, nuclei, block.deepNuclei(g, slide.slab(), matter.crowding()), ions);
      cells(roi, labels, ions);
    }
    for (SlideBead b : roi.beads()) {
      bead(view, roi, block, slide, b, ions);
    }
    count(roi, ions);
    return new RoiImage(roi, List.of(ions), labels.nuclei(), labels.cells(), objects(labels));
  }

  /** Nuclei that no bead hides. */
  private static List<Nucleus> besideBeads(List<Nucleus> nuclei, RoiTruth roi, SectionTruth frame) {
    return nuclei.stream()
        .filter(
            n ->
                roi.beads().stream()
                    .allMatch(
                        b ->
                            Math.hypot(
                                    n.xUm() + frame.driftXUm() - b.mosaicXUm(),
                                    n.yUm() + frame.driftYUm() - b.mosaicYUm())
                                > b.radiusUm()))
        .toList();
  }

  private static List<RoiImage.Cell> objects(CellPainter.Labels labels) {
    List<RoiImage.Cell> list = new ArrayList<>();
    for (int i = 0; i < labels.objects().size(); i++) {
      Nucleus n = labels.objects().get(i);
      double[] at = labels.at().get(i);
      list.add(
          new RoiImage.Cell(
              i + 1, at[0], at[1], n.meanRadiusUm(), n.lineage() + 1, n.brightness()));
    }
    return list;
  }

  /** Fibres, vessel walls and the matrix between cells. */
  private static void tissue(SlideView view, NodeGrid g, Matter m, RoiTruth roi, float[][] ions) {
    Anatomy a = m.anatomy();
    float[][] maps = new float[2][g.size()];
    float fibres = (float) roi.channels().get(RoiChannel.FIBRES).counts();
    float matrix = (float) roi.channels().get(RoiChannel.MATRIX).counts();
    for (int i = 0; i < g.size(); i++) {
      float t = m.tissue()[i] * BlockOutline.share(m.inside()[i]);
      float open = 1 - a.lumen()[i];
      maps[0][i] = t * fibres * (a.fibre()[i] + a.wall()[i]) * open;
      maps[1][i] = t * matrix * open * Math.max(0.1f, 0.5f + 0.4f * a.second()[i]);
    }
    float[][] out = {ions[RoiChannel.FIBRES], ions[RoiChannel.MATRIX]};
    SplineSampler sampler = new SplineSampler(g, maps, 1);
    double[] xs = new double[view.width()];
    double[] ys = new double[view.width()];
    for (int v = 0; v < view.height(); v++) {
      view.row(v + 0.5, 1, xs, ys);
      for (int u = 0; u < xs.length; u++) {
        sampler.add(xs[u], ys[u], out, v * view.width() + u);
      }
    }
  }

  private void dna(
      RoiTruth roi, CellPainter painter, List<Nucleus> near, List<Nucleus> far, float[][] ions) {
    float[] dna = new float[roi.widthPx() * roi.heightPx()];
    painter.addDna(near, 1, false, dna);
    float[] chromatin = new float[dna.length];
    NodeGrid pixels = new NodeGrid(0, 0, 1, roi.widthPx(), roi.heightPx());
    new LatticeNoise(draw.key("chromatin", roi.id()), CHROMATIN_UM, 1)
        .add(pixels, LayerWeights.plane(0), CHROMATIN_CONTRAST, chromatin);
    for (int i = 0; i < dna.length; i++) {
      dna[i] *= Math.max(0.15f, 1 + chromatin[i]);
    }
    painter.addDna(far, SlideRenderer.DEEP, true, dna);
    for (int c : new int[] {RoiChannel.HISTONE, RoiChannel.DNA1, RoiChannel.DNA2}) {
      float counts = (float) roi.channels().get(c).counts();
      for (int i = 0; i < dna.length; i++) {
        ions[c][i] += counts * dna[i];
      }
    }
  }

  /** Membranes of the stained lineages, and what dividing nuclei hold. */
  private void cells(RoiTruth roi, CellPainter.Labels labels, float[][] ions) {
    int w = roi.widthPx();
    for (int i = 0; i < labels.cells().length; i++) {
      int cell = labels.cells()[i];
      if (cell == 0) {
        continue;
      }
      Nucleus n = labels.objects().get(cell - 1);
      if (n.lineage() < RoiChannel.STAINED) {
        double own = 0.5 + Draw.unit(Draw.mix(n.hash() + 12));
        int c = RoiChannel.MEMBRANES + n.lineage();
        double at =
            rim(labels.cells(), i, w, roi.heightPx()) ? 1 : labels.nuclei()[i] > 0 ? 0.1 : 0.4;
        ions[c][i] += (float) (roi.channels().get(c).counts() * own * at);
      }
      if (labels.nuclei()[i] > 0 && Draw.unit(Draw.mix(n.hash() + 13)) < CYCLING) {
        ions[RoiChannel.CYCLING][i] += (float) roi.channels().get(RoiChannel.CYCLING).counts();
      }
    }
  }

  private static boolean rim(int[] cells, int i, int w, int h) {
    int x = i % w;
    int y = i / w;
    return (x > 0 && cells[i - 1] != cells[i])
        || (x < w - 1 && cells[i + 1] != cells[i])
        || (y > 0 && cells[i - w] != cells[i])
        || (y < h - 1 && cells[i + w] != cells[i]);
  }

  private void bead(
      SlideView view,
      RoiTruth roi,
      SlicedBlock block,
      SlideTruth slide,
      SlideBead on,
      float[][] ions) {
    PhantomBead b = block.specimen().beads().get(on.bead());
    LayerWeights layer = block.layer(slide.slab());
    SphereProfile profile =
        SphereProfile.of(
            b.radiusUm(),
            b.zUm() - layer.topUm(),
            layer.thicknessUm(),
            SlicedBlock.NO_DECAY_UM,
            BEAD_SIGMA_UM,
            0.25);
    int[] box = view.box(on, profile.reachUm() * 1.1);
    int n = 2;
    double[] xs = new double[Math.max(0, box[2] - box[0] + 1) * n];
    double[] ys = new double[xs.length];
    for (int v = box[1]; v <= box[3]; v++) {
      float[] cover = new float[xs.length / n];
      for (int k = 0; k < n; k++) {
        view.row(box[0], v + (k + 0.5) / n, n, xs, ys);
        for (int u = 0; u < xs.length; u++) {
          double dx = xs[u] - b.xUm();
          double dy = ys[u] - b.yUm();
          double share = profile.at(Math.hypot(dx, dy));
          cover[u / n] += (float) (share * TileRenderer.whole(b, dx, dy, BEAD_SIGMA_UM) / (n * n));
        }
      }
      for (int u = 0; u < cover.length; u++) {
        for (int c = 0; c < ions.length; c++) {
          double signal =
              c == RoiChannel.BEADS ? roi.channels().get(c).counts() * b.amplitude() : 0.02;
          int at = v * view.width() + box[0] + u;
          ions[c][at] += cover[u] * (float) (signal - ions[c][at]);
        }
      }
    }
  }

  private void count(RoiTruth roi, float[][] ions) {
    for (int c = 0; c < ions.length; c++) {
      if (params.has(Effect.SHOT_NOISE)) {
        SplittableRandom random = new SplittableRandom(draw.key("ions", roi.id(), c));
        for (int i = 0; i < ions[c].length; i++) {
          ions[c][i] = (float) Detector.poisson(ions[c][i], random);
        }
      }
    }
    for (RoiTruth.HotPixel h : roi.hotPixels()) {
      ions[h.channel() - 1][h.y() * roi.widthPx() + h.x()] += h.counts();
    }
  }
}
