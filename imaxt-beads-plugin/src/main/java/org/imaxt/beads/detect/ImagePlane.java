package org.imaxt.beads.detect;

import java.util.Arrays;
import java.util.Optional;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.NativeType;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ChunkCache;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/**
 * One channel and layer of an image with its confidence; µm from the outer corner of pixel (0, 0).
 * Pixels of uint16 images are unknown where they store 0, those of float images where they are NaN;
 * without an image of confidences, all that is known counts alike. Levels beyond the pyramid's are
 * averaged on the way.
 */
final class ImagePlane {
  /** A bead has about this many pixels of radius at the level that detectors see. */
  private static final double RADIUS_PX = 8;

  private final OmeImage image;
  private final ImageScale scale;
  private final Optional<OmeImage> confidence;
  private final ChunkCache cache;
  private final double pixelUm;
  private final int channel;
  private final int layer;

  private ImagePlane(
      Sample sample,
      String path,
      Optional<String> confidence,
      double pixelUm,
      int channel,
      int layer) {
    this.image = OmeImage.open(ZarrGroup.open(sample.store(), path));
    this.scale = ImageScale.read(image);
    this.confidence = confidence.map(p -> OmeImage.open(ZarrGroup.open(sample.store(), p)));
    this.cache = sample.cache();
    this.pixelUm = pixelUm;
    this.channel = channel;
    this.layer = layer;
  }

  /** Of a section's mosaic; µm from the canvas's corner. */
  static ImagePlane ofSection(Sample sample, int section, int channel, int layer) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    return new ImagePlane(
        sample,
        Layout.mosaic(section),
        Optional.of(Layout.confidence(section)),
        acquisition.pixelSizeUm(),
        channel,
        layer);
  }

  /** Of a scan, in its own frame. */
  static ImagePlane ofScan(Sample sample, Modality on, String name, int channel) {
    double pixel = sample.read(ScanLayout.scan(on, name)).pixelSizeUm();
    return new ImagePlane(
        sample, ScanLayout.scanImage(on, name), Optional.empty(), pixel, channel, 1);
  }

  double pixelUm() {
    return pixelUm;
  }

  /** The coarsest level at which a bead's radius has pixels enough. */
  int levelFor(double radiusUm) {
    int level = 0;
    while (pixelUm * (2L << level) * RADIUS_PX <= radiusUm) {
      level++;
    }
    return level;
  }

  /** All of a level. */
  LevelImage level(int level) {
    int stored = Math.min(level, image.levels().size() - 1);
    long[] shape = image.levels().get(stored).spec().shape();
    int width = (int) shape[4];
    int height = (int) shape[3];
    Pixels pixels = read(image, stored, 0, 0, width, height);
    boolean[] known = new boolean[width * height];
    for (int i = 0; i < known.length; i++) {
      known[i] = pixels.weights[i] > 0;
    }
    LevelImage found = new LevelImage(pixels.values, known, width, height, pixelUm * (1 << stored));
    for (int l = stored; l < level; l++) {
      found = found.halved();
    }
    return found;
  }

  /** Pixels of level 0 round a place. */
  BeadPatch patch(double xUm, double yUm, double reachUm) {
    long[] shape = image.levels().get(0).spec().shape();
    int x0 = (int) Math.max(0, Math.floor((xUm - reachUm) / pixelUm));
    int y0 = (int) Math.max(0, Math.floor((yUm - reachUm) / pixelUm));
    int x1 = (int) Math.min(shape[4], Math.ceil((xUm + reachUm) / pixelUm));
    int y1 = (int) Math.min(shape[3], Math.ceil((yUm + reachUm) / pixelUm));
    int width = Math.max(1, x1 - x0);
    int height = Math.max(1, y1 - y0);
    Pixels pixels = read(image, 0, x0, y0, width, height);
    confidence.ifPresent(
        c -> {
          ImageScale of = ImageScale.read(c);
          short[] stored = new short[width * height];
          copy(c.levels().get(0), x0, y0, width, height, stored);
          for (int i = 0; i < stored.length; i++) {
            pixels.weights[i] *= (float) (of.bscale() * (stored[i] & 0xffff) + of.bzero());
          }
        });
    return new BeadPatch(
        x0 * pixelUm, y0 * pixelUm, pixelUm, width, pixels.values, pixels.weights, pixels.over);
  }

  /** Values, weight 0 where they are unknown, and which exceed the range. */
  private record Pixels(float[] values, float[] weights, boolean[] over) {}

  private Pixels read(OmeImage from, int level, int x, int y, int width, int height) {
    ZarrArray array = from.levels().get(level);
    int n = width * height;
    Pixels pixels = new Pixels(new float[n], new float[n], new boolean[n]);
    Arrays.fill(pixels.weights, 1);
    if (array.spec().type() == DataType.FLOAT32) {
      copy(array, x, y, width, height, pixels.values);
      for (int i = 0; i < n; i++) {
        boolean known = Float.isFinite(pixels.values[i]);
        pixels.weights[i] = known ? 1 : 0;
        pixels.values[i] = known ? (float) (scale.bscale() * pixels.values[i] + scale.bzero()) : 0;
      }
      return pixels;
    }
    if (array.spec().type() != DataType.UINT16) {
      throw new SampleFormatException(
          "beads are looked for in images of uint16 or float32, %s has %s"
              .formatted(from.group().path(), array.spec().type()));
    }
    short[] stored = new short[n];
    copy(array, x, y, width, height, stored);
    for (int i = 0; i < n; i++) {
      pixels.weights[i] = stored[i] == 0 ? 0 : 1;
      pixels.over[i] = (stored[i] & 0xffff) == IntensityScale.MAX_STORED;
      pixels.values[i] = (float) (scale.bscale() * (stored[i] & 0xffff) + scale.bzero());
    }
    return pixels;
  }

  private <T extends NativeType<T>> void copy(
      ZarrArray array, int x, int y, int width, int height, Object to) {
    PrimitiveBlocks.of(LazyZarrImg.<T>open(array, cache))
        .copy(new long[] {x, y, layer - 1, channel - 1, 0}, to, new int[] {width, height, 1, 1, 1});
  }
}
