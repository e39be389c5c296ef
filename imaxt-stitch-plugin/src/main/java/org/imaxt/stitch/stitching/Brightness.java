package org.imaxt.stitch.stitching;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.imaxt.core.model.StagePosition;
import org.imaxt.stitch.tiles.SectionTiles;

/** How bright the tiles of a section are. */
final class Brightness {

  /** Every so many pixels along either axis are looked at. */
  private static final int STRIDE = 8;

  private Brightness() {}

  /** Mean of each tile over its channels, ADU as in the raw images; 0 for tiles without image. */
  static List<Double> of(SectionTiles tiles, int layer) {
    return tiles.section().tiles().stream().map(t -> mean(tiles, t, layer)).toList();
  }

  private static double mean(SectionTiles tiles, StagePosition tile, int layer) {
    List<Integer> channels = tiles.channels(tile.tile(), layer);
    double mean = 0;
    for (int channel : channels) {
      RandomAccessibleInterval<UnsignedShortType> some =
          Views.subsample(tiles.raw(tile.tile(), layer, channel), STRIDE);
      double sum = 0;
      for (UnsignedShortType value : Views.iterable(some)) {
        sum += value.get();
      }
      mean += sum / Intervals.numElements(some) / channels.size();
    }
    return mean;
  }
}
