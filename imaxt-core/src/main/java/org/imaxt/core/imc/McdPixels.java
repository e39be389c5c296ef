package org.imaxt.core.imc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The data of an acquisition: pixel after pixel X, Y, Z and all channels, float32. */
final class McdPixels implements RegionPixels {

  private static final int BLOCK_BYTES = 1 << 20;

  private final Path path;
  private final McdAcquisition acquisition;

  McdPixels(Path path, McdAcquisition acquisition) {
    this.path = path;
    this.acquisition = acquisition;
  }

  @Override
  public int widthPx() {
    return acquisition.widthPx();
  }

  @Override
  public int heightPx() {
    return acquisition.heightPx();
  }

  @Override
  public List<RegionChannel> channels() {
    return acquisition.channels();
  }

  @Override
  public RegionPlanes planes(int... channels) throws IOException {
    int values = acquisition.channels().size() + McdAcquisitions.COORDINATES;
    int perBlock = Math.max(1, BLOCK_BYTES / (4 * values));
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values * perBlock);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    float[] block = new float[values * perBlock];
    RegionPlanes.Builder planes = new RegionPlanes.Builder(widthPx(), heightPx(), channels);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long at = acquisition.dataStart();
      for (long left = acquisition.pixels(); left > 0; left -= perBlock) {
        int pixels = (int) Math.min(perBlock, left);
        at += fill(file, at, bytes.clear().limit(4 * values * pixels));
        bytes.flip().asFloatBuffer().get(block, 0, values * pixels);
        for (int i = 0; i < values * pixels; i += values) {
          planes.place(block[i], block[i + 1], block, i + McdAcquisitions.COORDINATES);
        }
      }
    }
    return planes.build();
  }

  private int fill(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException(path + " became shorter while it was read");
      }
    }
    return bytes.position();
  }
}
