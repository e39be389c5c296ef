package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.phantom.ChannelTruth;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TilePhantom;
import org.imaxt.core.phantom.TileTruth;

/** A tile of a phantom as a calibrated image, in the tile's own frame, with the beads in it. */
record BeadScene(
    int width,
    int height,
    double pixelUm,
    float[] values,
    float[] confidence,
    boolean[] censored,
    BeadNoise noise,
    BeadOptics optics,
    List<Seen> beads) {

  /** A bead of the tile: truth in the tile's frame. */
  record Seen(PhantomBead bead, double xUm, double yUm, double radiusUm, boolean inside) {}

  static BeadScene of(TilePhantom p, int tile, int channel, boolean all) {
    PhantomParams params = p.truth().params();
    int w = params.grid().tileWidthPx();
    int h = params.grid().tileHeightPx();
    double pixel = params.grid().pixelSizeUm();
    ChannelTruth c = p.truth().channels().get(channel - 1);
    double gain = c.gainAduPerElectron();
    int top = params.detector().saturationAdu();
    float[] values = new float[w * h];
    float[] confidence = new float[w * h];
    boolean[] censored = new boolean[w * h];
    RandomAccessibleInterval<UnsignedShortType> image = p.cameraTile(tile, channel);
    RandomAccess<UnsignedShortType> at = image.randomAccess();
    for (int i = 0; i < values.length; i++) {
      int raw = at.setPositionAndGet(i % w, i / w).get();
      double u = i % w + 0.5;
      double v = i / w + 0.5;
      double flat = c.flatfield().at(u, v);
      double dark = c.darkElectrons() + c.strayElectrons() * Math.exp(-u / c.strayLengthPx());
      values[i] = (float) ((raw - c.biasAdu() - gain * dark) / flat);
      confidence[i] = (float) flat;
      censored[i] = raw >= top;
    }
    double read = c.readNoiseAdu() * c.readNoiseAdu() + gain * gain * c.darkElectrons() + 1 / 12.0;
    BeadOptics optics =
        new BeadOptics(
            p.truth().psfSigmaUm(), params.optics().layerThicknessUm(), params.optics().decayUm());
    return new BeadScene(
        w,
        h,
        pixel,
        values,
        confidence,
        censored,
        BeadNoise.independent(gain, Math.max(read, 1)),
        optics,
        beads(p, tile, all));
  }

  private static List<Seen> beads(TilePhantom p, int tile, boolean all) {
    PhantomParams params = p.truth().params();
    SectionTruth s = p.section();
    TileTruth t = s.tiles().get(tile);
    double w = params.grid().tileWidthPx() * params.grid().pixelSizeUm();
    double h = params.grid().tileHeightPx() * params.grid().pixelSizeUm();
    List<Seen> list = new ArrayList<>();
    for (PhantomBead b : p.truth().beads()) {
      double r = b.visibleRadiusUm(s.layerTopUm(), params.optics().layerThicknessUm());
      double x = b.xUm() + s.driftXUm() - t.trueXUm();
      double y = b.yUm() + s.driftYUm() - t.trueYUm();
      boolean inside = x > r && y > r && x < w - r && y < h - r;
      if (r > 0 && x > -r && y > -r && x < w + r && y < h + r && (inside || all)) {
        list.add(new Seen(b, x, y, r, inside));
      }
    }
    return list;
  }

  /** Pixels round a place. */
  BeadPatch patch(double xUm, double yUm, double reachUm) {
    int x0 = (int) Math.max(0, Math.floor((xUm - reachUm) / pixelUm));
    int y0 = (int) Math.max(0, Math.floor((yUm - reachUm) / pixelUm));
    int x1 = (int) Math.min(width, Math.ceil((xUm + reachUm) / pixelUm));
    int y1 = (int) Math.min(height, Math.ceil((yUm + reachUm) / pixelUm));
    int n = (x1 - x0) * (y1 - y0);
    float[] v = new float[n];
    float[] c = new float[n];
    boolean[] over = new boolean[n];
    for (int y = y0; y < y1; y++) {
      System.arraycopy(values, y * width + x0, v, (y - y0) * (x1 - x0), x1 - x0);
      System.arraycopy(confidence, y * width + x0, c, (y - y0) * (x1 - x0), x1 - x0);
      System.arraycopy(censored, y * width + x0, over, (y - y0) * (x1 - x0), x1 - x0);
    }
    return new BeadPatch(x0 * pixelUm, y0 * pixelUm, pixelUm, x1 - x0, v, c, over);
  }
}
