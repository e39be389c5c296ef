package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.Orientation;

/**
 * Renders the camera images of a tile: emission where every sub-pixel truly looks, then beads, then
 * the camera. Immutable, for any number of threads.
 */
final class TileRenderer {
  private final PhantomParams params;
  private final Specimen specimen;
  private final PhantomTruth truth;
  private final Draw draw;
  private final float[][] flat;
  private final int width;
  private final int height;
  private final double pixel;

  TileRenderer(PhantomParams params, Specimen specimen, PhantomTruth truth, Draw draw) {
    this.params = params;
    this.specimen = specimen;
    this.truth = truth;
    this.draw = draw;
    width = params.grid().tileWidthPx();
    height = params.grid().tileHeightPx();
    pixel = params.grid().pixelSizeUm();
    flat = new float[truth.channels().size()][];
    for (int c = 0; c < flat.length; c++) {
      flat[c] = truth.channels().get(c).flatfield().render();
    }
  }

  /**
   * Camera images of one tile.
   *
   * @param section section, from 1
   * @param layer layer, from 1
   * @param tile tile, from 0
   * @return one image a channel, ADU as unsigned 16 bits, rows from top to bottom
   */
  short[][] tile(int section, int layer, int tile) {
    float[][] electrons = emission(section, layer, tile);
    short[][] images = new short[electrons.length][];
    for (int c = 0; c < images.length; c++) {
      camera(electrons[c], c);
      long seed = draw.key("noise", section, layer, tile, c);
      images[c] = Detector.expose(electrons[c], truth.channels().get(c), params, seed);
      electrons[c] = null;
    }
    return images;
  }

  /** Emission of the specimen at the pixels, before the camera, e⁻. */
  float[][] emission(int section, int layer, int tile) {
    SectionTruth s = truth.sections().get(section - 1);
    TileTruth t = s.tiles().get(tile);
    View view = new View(t.trueXUm() - s.driftXUm(), t.trueYUm() - s.driftYUm());
    LayerWeights weights = Phantom.layer(params, section, layer);
    float[][] electrons = new float[truth.channels().size()][width * height];
    smooth(view, weights, electrons);
    for (PhantomBead bead : specimen.beads()) {
      if (bead.visibleRadiusUm(weights.topUm(), weights.thicknessUm()) > 0 && view.sees(bead)) {
        stamp(view, weights, bead, electrons);
      }
    }
    return electrons;
  }

  private void camera(float[] electrons, int channel) {
    ChannelTruth c = truth.channels().get(channel);
    float[] edge = new float[width];
    for (int u = 0; u < width; u++) {
      edge[u] =
          (float)
              (c.darkElectrons() + c.strayElectrons() * Math.exp(-(u + 0.5) / c.strayLengthPx()));
    }
    float[] gain = flat[channel];
    for (int i = 0; i < electrons.length; i++) {
      electrons[i] = electrons[i] * gain[i] + edge[i % width];
    }
  }

  private void smooth(View view, LayerWeights layer, float[][] out) {
    double step = specimen.stepUm();
    NodeGrid g = view.nodes(step);
    float[][] maps = specimen.emission(g, layer, truth.channels());
    int n = (int) Math.max(1, Math.min(4, Math.ceil(pixel / (1.2 * step))));
    SplineSampler sampler = new SplineSampler(g, maps, 1f / (n * n));
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        for (int k = 0; k < n * n; k++) {
          double cu = u + (k % n + 0.5) / n;
          double cv = v + (k / n + 0.5) / n;
          double du = view.trueU(cu, cv);
          double dv = view.trueV(cu, cv);
          sampler.add(view.x(du, dv), view.y(du, dv), out, v * width + u);
        }
      }
    }
  }

  private void stamp(View view, LayerWeights layer, PhantomBead bead, float[][] out) {
    double sigma = truth.psfSigmaUm();
    SphereProfile profile =
        SphereProfile.of(
            bead.radiusUm(),
            bead.zUm() - layer.topUm(),
            layer.thicknessUm(),
            params.optics().decayUm(),
            sigma,
            0.15);
    int n = (int) Math.max(2, Math.min(4, Math.ceil(pixel)));
    double reach = profile.reachUm();
    int[] box = view.box(bead, reach);
    for (int v = box[1]; v <= box[3]; v++) {
      for (int u = box[0]; u <= box[2]; u++) {
        double cover = 0;
        for (int k = 0; k < n * n; k++) {
          double cu = u + (k % n + 0.5) / n;
          double cv = v + (k / n + 0.5) / n;
          double du = view.trueU(cu, cv);
          double dv = view.trueV(cu, cv);
          double x = view.x(du, dv) - bead.xUm();
          double y = view.y(du, dv) - bead.yUm();
          double r2 = x * x + y * y;
          if (r2 < reach * reach) {
            cover += profile.at(Math.sqrt(r2)) * whole(bead, x, y, sigma);
          }
        }
        if (cover > 0) {
          mix(out, v * width + u, (float) (cover / (n * n)), (float) bead.amplitude());
        }
      }
    }
  }

  private void mix(float[][] out, int at, float cover, float amplitude) {
    for (int c = 0; c < out.length; c++) {
      float bead = (float) truth.channels().get(c).beadElectrons() * amplitude;
      out[c][at] += cover * (bead - out[c][at]);
    }
  }

  /** What is left of a damaged bead at a point, 0 to 1. */
  static double whole(PhantomBead b, double x, double y, double sigma) {
    if (!b.damaged()) {
      return 1;
    }
    double d = x * Math.cos(b.cutAngleRad()) + y * Math.sin(b.cutAngleRad()) - b.cutAtUm();
    // A logistic step as steep as the point spread function's.
    return 1 / (1 + Math.exp(Math.min(40, 1.7 * d / sigma)));
  }

  /** How a tile sees the specimen: camera px to specimen µm. */
  private final class View {
    private final double x0;
    private final double xu;
    private final double xv;
    private final double y0;
    private final double yu;
    private final double yv;
    private final double left;
    private final double top;
    private final double reach;

    View(double left, double top) {
      this.left = left;
      this.top = top;
      Orientation o = params.grid().orientation().inverse();
      int w = params.grid().turnedWidthPx();
      int h = params.grid().turnedHeightPx();
      x0 = left + pixel * o.cameraX(0, 0, w, h);
      xu = pixel * (o.cameraX(1, 0, w, h) - o.cameraX(0, 0, w, h));
      xv = pixel * (o.cameraX(0, 1, w, h) - o.cameraX(0, 0, w, h));
      y0 = top + pixel * o.cameraY(0, 0, w, h);
      yu = pixel * (o.cameraY(1, 0, w, h) - o.cameraY(0, 0, w, h));
      yv = pixel * (o.cameraY(0, 1, w, h) - o.cameraY(0, 0, w, h));
      FieldDistortion d = truth.distortion();
      double linear =
          Math.max(Math.abs(d.magnificationX()) * width, Math.abs(d.magnificationY()) * height);
      reach = d.largestUm() * 1.1 + linear * pixel + 2 * pixel;
    }

    double trueU(double u, double v) {
      return u + truth.distortion().displacementXUm(u, v) / pixel;
    }

    double trueV(double u, double v) {
      return v + truth.distortion().displacementYUm(u, v) / pixel;
    }

    double x(double u, double v) {
      return x0 + xu * u + xv * v;
    }

    double y(double u, double v) {
      return y0 + yu * u + yv * v;
    }

    /** Nodes under the tile; the margin keeps whole the cells that reach into it. */
    NodeGrid nodes(double step) {
      double margin = reach + 16;
      return NodeGrid.covering(left, top, right(), bottom(), step, margin);
    }

    private double right() {
      return left + params.grid().turnedWidthPx() * pixel;
    }

    private double bottom() {
      return top + params.grid().turnedHeightPx() * pixel;
    }

    boolean sees(PhantomBead b) {
      double m = b.radiusUm() + 6 * truth.psfSigmaUm() + reach;
      return b.xUm() > left - m
          && b.xUm() < right() + m
          && b.yUm() > top - m
          && b.yUm() < bottom() + m;
    }

    /** Camera pixels that may see a bead: first and last along each axis, inclusive. */
    int[] box(PhantomBead b, double beadReach) {
      Orientation o = params.grid().orientation();
      double tx = (b.xUm() - left) / pixel;
      double ty = (b.yUm() - top) / pixel;
      double u = o.cameraX(tx, ty, width, height);
      double v = o.cameraY(tx, ty, width, height);
      double m = (beadReach + reach) / pixel + 1;
      return new int[] {
        (int) Math.max(0, Math.floor(u - m)),
        (int) Math.max(0, Math.floor(v - m)),
        (int) Math.min(width - 1, Math.ceil(u + m)),
        (int) Math.min(height - 1, Math.ceil(v + m))
      };
    }
  }

  /** All files of a section that exist, as (layer, tile). */
  List<int[]> units(SectionTruth section) {
    List<int[]> units = new ArrayList<>();
    for (int l = 1; l <= params.acquisition().layers(); l++) {
      for (TileTruth t : section.tiles()) {
        if (!t.missing()) {
          units.add(new int[] {l, t.tile()});
        }
      }
    }
    return units;
  }
}
