package org.imaxt.imc.nuclei;

import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.network.PixelWindows;
import org.imaxt.core.network.ModelInfo;

/**
 * An image as a network of nuclei sees it: the mean of the nuclear stains, then, where the network
 * takes it, that of the stains of membranes and cytoplasm.
 *
 * <p>Reads pixels as they are asked for; not safe for several threads.
 */
public final class StainedImage implements PixelWindows {

  private final long width;
  private final long height;
  private final List<StainMean> channels;

  /**
   * Learns the stains' scales and refuses what shows nothing.
   *
   * @param model for which images the network is
   * @param scale percentiles that become 0 and 1
   * @param nuclear nuclear stains, at least one
   * @param cytoplasm stains of membranes and cytoplasm of the same size; none is allowed, and none
   *     is looked at where the model takes but one channel
   * @throws IllegalArgumentException if sizes differ, there is no nuclear stain, or one of them is
   *     zero throughout
   */
  public StainedImage(
      NucleusModel model, ModelInfo.ImageScale scale, List<Stain> nuclear, List<Stain> cytoplasm) {
    if (nuclear.isEmpty()) {
      throw new IllegalArgumentException(
          "at least one nuclear channel is needed, got none; name the channels that show nuclei");
    }
    RandomAccessibleInterval<FloatType> first = nuclear.get(0).image();
    width = first.dimension(0);
    height = first.dimension(1);
    nuclear.forEach(this::checkSize);
    cytoplasm.forEach(this::checkSize);
    nuclear.forEach(StainedImage::checkShows);
    StainMean nuclei = new StainMean(nuclear, scale.lowPercentile(), scale.highPercentile());
    channels =
        model.channels() == 1
            ? List.of(nuclei)
            : List.of(
                nuclei, new StainMean(cytoplasm, scale.lowPercentile(), scale.highPercentile()));
  }

  private void checkSize(Stain stain) {
    long[] size = stain.image().dimensionsAsLongArray();
    if (size.length != 2 || size[0] != width || size[1] != height) {
      throw new IllegalArgumentException(
          "channels must all have %s x %s px, %s has %s"
              .formatted(width, height, stain.name(), java.util.Arrays.toString(size)));
    }
  }

  private static void checkShows(Stain stain) {
    Cursor<FloatType> cursor = stain.image().cursor();
    while (cursor.hasNext()) {
      float value = cursor.next().get();
      if (value != 0 && !Float.isNaN(value)) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "nuclear channel %s is zero throughout; leave it out or name another"
            .formatted(stain.name()));
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public int channels() {
    return channels.size();
  }

  @Override
  public float[] read(long x, long y, int wide, int high) {
    if (channels.size() == 1) {
      return channels.get(0).read(x, y, wide, high);
    }
    float[] all = new float[wide * high * channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      float[] values = channels.get(c).read(x, y, wide, high);
      for (int i = 0; i < values.length; i++) {
        all[i * channels.size() + c] = values[i];
      }
    }
    return all;
  }

  /** Which pixels of a rectangle no nuclear stain knows. */
  boolean[] missing(long x, long y, int wide, int high) {
    return channels.get(0).missing(x, y, wide, high);
  }
}
