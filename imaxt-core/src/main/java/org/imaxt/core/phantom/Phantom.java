package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * One drawn sample: its specimen, its truth, and the tiles that can be rendered from them.
 *
 * <p>Immutable, for any number of threads.
 */
final class Phantom {
  private final PhantomParams params;
  private final Specimen specimen;
  private final PhantomTruth truth;
  private final TileRenderer renderer;
  private final SlideDraw slides;

  Phantom(PhantomParams params) {
    this.params = params;
    Draw draw = new Draw(params.seed());
    double psf = draw.in(params.optics().psfUm(), "psf");
    specimen = new Specimen(params, draw, psf);
    List<ChannelTruth> channels = new ArrayList<>();
    for (int c = 1; c <= params.acquisition().channels(); c++) {
      channels.add(ChannelTruth.draw(params, draw, c));
    }
    List<SectionTruth> sections = sections(draw);
    slides = new SlideDraw(params, specimen, draw, sections, psf);
    List<SlideTruth> slideTruths = slides.slides();
    truth =
        new PhantomTruth(
            1,
            params,
            psf,
            FieldDistortion.draw(params, draw),
            channels,
            specimen.beads(),
            sections,
            slideTruths,
            new RoiDraw(params, draw, sections, slides.blocks()).rois(slideTruths));
    renderer = new TileRenderer(params, specimen, truth, draw);
  }

  PhantomTruth truth() {
    return truth;
  }

  TileRenderer renderer() {
    return renderer;
  }

  /** A renderer of slides; makes its tables, which takes a while. */
  SlideRenderer slideRenderer() {
    return new SlideRenderer(params, new Draw(params.seed()), truth.sections(), slides.blocks());
  }

  /** A renderer of regions; makes tables with each, which takes a while. */
  RoiRenderer roiRenderer() {
    return new RoiRenderer(params, truth, slides.blocks());
  }

  private List<SectionTruth> sections(Draw draw) {
    List<SectionTruth> list = new ArrayList<>();
    boolean drifts = params.has(Effect.DRIFT);
    double dx = 0;
    double dy = 0;
    for (int s = 1; s <= params.acquisition().sections(); s++) {
      if (drifts && s > 1) {
        dx += params.specimen().driftWalkUm() * draw.gaussian("drift x", s);
        dy +=
            params.specimen().driftWalkUm() * draw.gaussian("drift y", s)
                + params.specimen().driftYUm();
      }
      LayerWeights layer = layer(params, s, 1);
      List<TileTruth> tiles = new LinkedTiles(params, specimen, layer, dx, dy).mark(tiles(draw, s));
      boolean missing = params.faults().missingSections().contains(s);
      list.add(new SectionTruth(s, dx, dy, layer.topUm(), missing, tiles));
    }
    return list;
  }

  static LayerWeights layer(PhantomParams p, int section, int layer) {
    OpticsParams o = p.optics();
    double top =
        o.layerDepthUm() + (section - 1) * p.specimen().sectionUm() + (layer - 1) * o.layerStepUm();
    return LayerWeights.of(top, o.layerThicknessUm(), o.decayUm());
  }

  private List<TileTruth> tiles(Draw draw, int section) {
    GridParams g = params.grid();
    double cos = StrictMath.cos(g.stageRotationRad());
    double sin = StrictMath.sin(g.stageRotationRad());
    List<TileTruth> list = new ArrayList<>();
    for (int t = 0; t < g.tiles(); t++) {
      int row = g.order().row(t, g.rows(), g.columns());
      int column = g.order().column(t, g.rows(), g.columns());
      double x = g.stageOriginXUm() + column * g.stepXUm();
      double y = g.stageOriginYUm() + row * g.stepYUm();
      x = tenth(x + draw.within(g.raggednessUm(), "ragged x", section, t));
      y = tenth(y + draw.within(g.raggednessUm(), "ragged y", section, t));
      double tx = cos * x - sin * y + error(draw.gaussian("stage x", section, t));
      double ty = sin * x + cos * y + error(draw.gaussian("stage y", section, t));
      boolean missing =
          params.faults().missingTiles().contains(new TileRef(section, t))
              || draw.uniform("missing", section, t) < params.faults().missingFraction();
      list.add(new TileTruth(t, row, column, x, y, tx, ty, false, missing));
    }
    return list;
  }

  private double error(double normal) {
    double clipped = Math.max(-2.5, Math.min(2.5, normal));
    return params.has(Effect.STAGE_ERROR) ? params.grid().stageErrorUm() * clipped : 0;
  }

  private static double tenth(double um) {
    return Math.round(um * 10) / 10.0;
  }
}
