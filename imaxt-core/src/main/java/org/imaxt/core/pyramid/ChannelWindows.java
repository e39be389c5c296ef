package org.imaxt.core.pyramid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.zarr.ZarrArray;

/** Finds the intensities between which a channel is worth looking at. */
public final class ChannelWindows {

  private static final double LOW = 0.01;
  private static final double HIGH = 0.998;

  private ChannelWindows() {}

  /**
   * Sets each channel's window to percentiles of the coarsest level's pixels that are not 0.
   *
   * @param image a 5-D image of uint16 or float32 whose coarsest level is a single chunk a plane
   * @param channels its channels, whatever their windows
   */
  public static void write(OmeImage image, List<Channel> channels) {
    ZarrArray coarsest = image.levels().get(image.levels().size() - 1);
    List<Channel> shown = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      double[] known = known(coarsest.readChunk(0, c, 0, 0, 0));
      double start = known.length == 0 ? 0 : known[(int) (LOW * (known.length - 1))];
      double end = known.length == 0 ? 65535 : known[(int) (HIGH * (known.length - 1))];
      boolean whole = coarsest.spec().type().bytes() == 2;
      shown.add(
          new Channel(
              channel.label(),
              channel.color(),
              true,
              whole ? 0 : Math.min(0, start),
              whole ? 65535 : Math.max(start + 1, end),
              start,
              whole ? Math.max(start + 1, end) : Math.max(Math.nextUp((float) start), end)));
    }
    image.withChannels(shown);
  }

  private static double[] known(Object pixels) {
    double[] known;
    int n = 0;
    if (pixels instanceof short[] shorts) {
      known = new double[shorts.length];
      for (short pixel : shorts) {
        if (pixel != 0) {
          known[n++] = pixel & 0xffff;
        }
      }
    } else {
      float[] floats = (float[]) pixels;
      known = new double[floats.length];
      for (float pixel : floats) {
        if (pixel != 0 && Float.isFinite(pixel)) {
          known[n++] = pixel;
        }
      }
    }
    double[] sorted = Arrays.copyOf(known, n);
    Arrays.sort(sorted);
    return sorted;
  }
}
