package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.zarr.ZarrArray;

/** Finds the intensities between which a channel is worth looking at. */
final class MosaicWindows {

  private static final double LOW = 0.01;
  private static final double HIGH = 0.998;

  private MosaicWindows() {}

  /** Sets each channel's window to percentiles of the coarsest level's known pixels. */
  static void write(OmeImage mosaic, List<Channel> channels) {
    ZarrArray coarsest = mosaic.levels().get(mosaic.levels().size() - 1);
    List<Channel> shown = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      int[] known = known((short[]) coarsest.readChunk(0, c, 0, 0, 0));
      double start = known.length == 0 ? 0 : known[(int) (LOW * (known.length - 1))];
      double end = known.length == 0 ? 65535 : known[(int) (HIGH * (known.length - 1))];
      shown.add(
          new Channel(
              channel.label(), channel.color(), true, 0, 65535, start, Math.max(start + 1, end)));
    }
    mosaic.withChannels(shown);
  }

  private static int[] known(short[] pixels) {
    int[] known = new int[pixels.length];
    int n = 0;
    for (short pixel : pixels) {
      if (pixel != 0) {
        known[n++] = pixel & 0xffff;
      }
    }
    int[] sorted = Arrays.copyOf(known, n);
    Arrays.sort(sorted);
    return sorted;
  }
}
