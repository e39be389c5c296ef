package org.imaxt.core.zarr;

import java.util.List;
import java.util.Random;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Gzip;
import org.imaxt.core.zarr.Compression.Raw;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zstd;

/** Seeded chunks and the compressions to try them with. */
final class ChunkSamples {

  private ChunkSamples() {}

  /** All that is written in both versions. */
  static List<Compression> compressions() {
    return List.of(
        new Raw(),
        new Gzip(1),
        new Zstd(1),
        new Zstd(9),
        new Blosc(BloscCodec.LZ4, 5, Shuffle.BYTE),
        new Blosc(BloscCodec.LZ4, 5, Shuffle.NONE),
        new Blosc(BloscCodec.ZSTD, 1, Shuffle.BYTE),
        new Blosc(BloscCodec.ZSTD, 3, Shuffle.NONE),
        new Blosc(BloscCodec.ZSTD, 0, Shuffle.BYTE));
  }

  /** Elements of every magnitude; half of the seeds give smooth values, the others noise. */
  static Object random(DataType type, int length, long seed) {
    Random random = new Random(seed);
    boolean noise = seed % 2 == 0;
    Object array = type.newArray(length);
    for (int i = 0; i < length; i++) {
      long v = noise ? random.nextLong() : i / 3 + random.nextInt(5);
      switch (type) {
        case BOOL -> ((boolean[]) array)[i] = (v & 1) == 1;
        case UINT8, INT8 -> ((byte[]) array)[i] = (byte) v;
        case UINT16, INT16 -> ((short[]) array)[i] = (short) v;
        case UINT32, INT32 -> ((int[]) array)[i] = (int) v;
        case UINT64, INT64 -> ((long[]) array)[i] = v;
        case FLOAT32 -> ((float[]) array)[i] = (float) random.nextGaussian() * v;
        case FLOAT64 -> ((double[]) array)[i] = random.nextGaussian() * v;
        default -> ((String[]) array)[i] = "zelle µ" + Long.toString(v, 36) + " 細胞";
      }
    }
    return array;
  }
}
