package org.imaxt.imc.probability;

import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.NativeType;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.zarr.ChunkCache;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrArray;

/**
 * A channel of an image of the sample, uint16 or float32.
 *
 * @param array (t, c, z, y, x), one time and one plane
 * @param channel the channel, from 0
 * @param scale what stored numbers of uint16 mean; 0 is unknown
 * @param cache keeps chunks
 */
public record ImagePixels(ZarrArray array, int channel, ImageScale scale, ChunkCache cache)
    implements Pixels {

  @Override
  public int width() {
    return (int) array.spec().shape()[4];
  }

  @Override
  public int height() {
    return (int) array.spec().shape()[3];
  }

  @Override
  public void read(Box box, float[] to) {
    if (array.spec().type() == DataType.FLOAT32) {
      copy(box, to);
      return;
    }
    short[] stored = new short[box.pixels()];
    copy(box, stored);
    for (int i = 0; i < stored.length; i++) {
      int value = stored[i] & 0xffff;
      to[i] = value == 0 ? Float.NaN : (float) (scale.bscale() * value + scale.bzero());
    }
  }

  private <T extends NativeType<T>> void copy(Box box, Object to) {
    PrimitiveBlocks.of(LazyZarrImg.<T>open(array, cache))
        .copy(
            new long[] {box.x(), box.y(), 0, channel, 0},
            to,
            new int[] {box.width(), box.height(), 1, 1, 1});
  }
}
