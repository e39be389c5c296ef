package org.imaxt.core.bdv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.zarr.ChunkCache;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;

/**
 * One level of one channel as an N5 dataset: blocks of big-endian uint16 under gzip, each with a
 * header of mode, number of dimensions and its true size; those at the far edges are smaller, those
 * of zeros are left out.
 */
final class N5Blocks {

  private static final int[] BLOCK = {128, 128, 16};

  private final Img<UnsignedShortType> image;
  private final int channel;
  private final Store store;
  private final int[] size;

  N5Blocks(ZarrArray array, int channel, ChunkCache cache, Store store) {
    this.image = LazyZarrImg.open(array, cache);
    this.channel = channel;
    this.store = store;
    this.size = new int[3];
    for (int d = 0; d < 3; d++) {
      size[d] = (int) image.dimension(d);
    }
  }

  /**
   * A row of blocks along x.
   *
   * @param y number of the row
   * @param z number of the blocks in depth
   */
  record Row(int y, int z) {}

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int z = 0; z * BLOCK[2] < size[2]; z++) {
      for (int y = 0; y * BLOCK[1] < size[1]; y++) {
        rows.add(new Row(y, z));
      }
    }
    return rows;
  }

  JsonObject attributes() {
    JsonObject compression = new JsonObject();
    compression.addProperty("type", "gzip");
    compression.addProperty("level", -1);
    compression.addProperty("useZlib", false);
    JsonObject json = new JsonObject();
    json.add("dimensions", list(size));
    json.add("blockSize", list(BLOCK));
    json.addProperty("dataType", "uint16");
    json.add("compression", compression);
    return json;
  }

  private static JsonArray list(int[] numbers) {
    JsonArray list = new JsonArray();
    for (int n : numbers) {
      list.add(n);
    }
    return list;
  }

  void write(String path, Row row) {
    for (int x = 0; x * BLOCK[0] < size[0]; x++) {
      int[] index = {x, row.y(), row.z()};
      int[] extent = new int[3];
      for (int d = 0; d < 3; d++) {
        extent[d] = Math.min(BLOCK[d], size[d] - index[d] * BLOCK[d]);
      }
      short[] voxels = new short[extent[0] * extent[1] * extent[2]];
      PrimitiveBlocks.of(image)
          .copy(
              new long[] {
                (long) x * BLOCK[0],
                (long) row.y() * BLOCK[1],
                (long) row.z() * BLOCK[2],
                channel,
                0
              },
              voxels,
              new int[] {extent[0], extent[1], extent[2], 1, 1});
      if (isKnown(voxels)) {
        store.write(
            path + "/" + index[0] + "/" + index[1] + "/" + index[2], encoded(voxels, extent));
      }
    }
  }

  private static boolean isKnown(short[] voxels) {
    for (short voxel : voxels) {
      if (voxel != 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] encoded(short[] voxels, int[] extent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream header = new DataOutputStream(bytes);
      header.writeShort(0);
      header.writeShort(extent.length);
      for (int n : extent) {
        header.writeInt(n);
      }
      header.flush();
      byte[] big = new byte[2 * voxels.length];
      for (int i = 0; i < voxels.length; i++) {
        big[2 * i] = (byte) (voxels[i] >> 8);
        big[2 * i + 1] = (byte) voxels[i];
      }
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(big);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a block cannot be packed in memory", e);
    }
    return bytes.toByteArray();
  }
}
