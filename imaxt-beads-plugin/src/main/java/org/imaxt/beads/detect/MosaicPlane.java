package org.imaxt.beads.detect;

import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrGroup;

/** One channel and layer of a section's mosaic with its confidence; µm from the canvas's corner. */
final class MosaicPlane {
  /** A bead has about this many pixels of radius at the level that detectors see. */
  private static final double RADIUS_PX = 8;

  private final Sample sample;
  private final OmeImage mosaic;
  private final OmeImage confidence;
  private final int channel;
  private final int layer;
  private final double pixelUm;

  MosaicPlane(Sample sample, int section, int channel, int layer) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    this.sample = sample;
    this.mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section)));
    this.confidence = OmeImage.open(ZarrGroup.open(sample.store(), Layout.confidence(section)));
    this.channel = channel;
    this.layer = layer;
    this.pixelUm = acquisition.pixelSizeUm();
  }

  double pixelUm() {
    return pixelUm;
  }

  int levels() {
    return mosaic.levels().size();
  }

  /** The coarsest level at which a bead's radius has pixels enough. */
  int levelFor(double radiusUm) {
    int level = 0;
    while (level + 1 < mosaic.levels().size() && pixelUm * (2 << level) * RADIUS_PX <= radiusUm) {
      level++;
    }
    return level;
  }

  LevelImage level(int level) {
    long[] shape = mosaic.levels().get(level).spec().shape();
    int width = (int) shape[4];
    int height = (int) shape[3];
    short[] stored = read(mosaic, level, 0, 0, width, height);
    boolean[] known = new boolean[stored.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = stored[i] != 0;
    }
    return new LevelImage(physical(mosaic, stored), known, width, height, pixelUm * (1 << level));
  }

  /** Pixels of level 0 round a place. */
  BeadPatch patch(double xUm, double yUm, double reachUm) {
    long[] shape = mosaic.levels().get(0).spec().shape();
    int x0 = (int) Math.max(0, Math.floor((xUm - reachUm) / pixelUm));
    int y0 = (int) Math.max(0, Math.floor((yUm - reachUm) / pixelUm));
    int x1 = (int) Math.min(shape[4], Math.ceil((xUm + reachUm) / pixelUm));
    int y1 = (int) Math.min(shape[3], Math.ceil((yUm + reachUm) / pixelUm));
    int width = Math.max(1, x1 - x0);
    int height = Math.max(1, y1 - y0);
    short[] stored = read(mosaic, 0, x0, y0, width, height);
    float[] weights = physical(confidence, read(confidence, 0, x0, y0, width, height));
    boolean[] over = new boolean[stored.length];
    for (int i = 0; i < stored.length; i++) {
      weights[i] = stored[i] == 0 ? 0 : weights[i];
      over[i] = (stored[i] & 0xffff) == IntensityScale.MAX_STORED;
    }
    return new BeadPatch(
        x0 * pixelUm, y0 * pixelUm, pixelUm, width, physical(mosaic, stored), weights, over);
  }

  private short[] read(OmeImage image, int level, int x, int y, int width, int height) {
    Img<UnsignedShortType> pixels = LazyZarrImg.open(image.levels().get(level), sample.cache());
    short[] stored = new short[width * height];
    PrimitiveBlocks.of(pixels)
        .copy(
            new long[] {x, y, layer - 1, channel - 1, 0},
            stored,
            new int[] {width, height, 1, 1, 1});
    return stored;
  }

  private static float[] physical(OmeImage image, short[] stored) {
    ImageScale scale = ImageScale.read(image);
    float[] values = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      values[i] = (float) (scale.bscale() * (stored[i] & 0xffff) + scale.bzero());
    }
    return values;
  }
}
