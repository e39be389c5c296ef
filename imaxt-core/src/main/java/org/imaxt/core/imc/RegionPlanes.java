package org.imaxt.core.imc;

import java.util.Arrays;

/**
 * Channels of a region as images.
 *
 * @param values a plane a channel, row-major, width × height; NaN where the file has no pixel; not
 *     copied
 * @param missing pixels that the file does not have
 * @param stray pixels of the file whose X, Y are no place in the image or one that a pixel before
 *     them has; they are left out
 */
public record RegionPlanes(float[][] values, long missing, long stray) {

  /** Puts pixels where their coordinates say. */
  static final class Builder {

    private final int width;
    private final int height;
    private final int[] channels;
    private final float[][] planes;
    private final boolean[] seen;
    private int placed;
    private long stray;

    Builder(int width, int height, int... channels) {
      this.width = width;
      this.height = height;
      this.channels = channels.clone();
      this.planes = new float[channels.length][width * height];
      this.seen = new boolean[width * height];
    }

    /** A pixel: its coordinates, and an array with its channels from an offset on. */
    void place(float x, float y, float[] values, int offset) {
      int column = (int) x;
      int row = (int) y;
      if (column != x || row != y || column < 0 || column >= width || row < 0 || row >= height) {
        stray++;
        return;
      }
      int at = row * width + column;
      if (seen[at]) {
        stray++; // the first counts: what follows a region's own pixels is not its own
        return;
      }
      seen[at] = true;
      placed++;
      for (int c = 0; c < channels.length; c++) {
        planes[c][at] = values[offset + channels[c]];
      }
    }

    RegionPlanes build() {
      if (placed < seen.length) {
        for (float[] plane : planes) {
          for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
              plane[i] = Float.NaN;
            }
          }
        }
      }
      return new RegionPlanes(planes, (long) seen.length - placed, stray);
    }
  }

  @Override
  public String toString() {
    return "%d planes of %s px, %d missing, %d stray"
        .formatted(
            values.length,
            Arrays.toString(Arrays.stream(values).mapToInt(v -> v.length).distinct().toArray()),
            missing,
            stray);
  }
}
