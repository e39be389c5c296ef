package org.imaxt.core.czi;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small CZI files for tests, after the specification and not after our reader. */
public final class CziWriter {

  /** How a test's sub-block is packed. */
  public enum Packing {
    /** As it is. */
    PLAIN(0),
    /** A zstd frame. */
    ZSTD0(5),
    /** A header and a zstd frame. */
    ZSTD1(6),
    /** A header and a zstd frame of all low bytes before all high ones. */
    ZSTD1_PACKED(6),
    /** Marked as JPEG-XR; its bytes are none. */
    JPEG_XR(4);

    private final int code;

    Packing(int code) {
      this.code = code;
    }
  }

  private record Block(
      int type, Packing packing, int[] dims, int storedWidth, int storedHeight, byte[] data) {}

  private final List<Block> blocks = new ArrayList<>();
  private String metadata = "";

  /** A file without tiles. */
  public CziWriter() {}

  /** States pixel size in metres as written, and channels. */
  public CziWriter metadata(String metres, String... channels) {
    StringBuilder xml = new StringBuilder("<ImageDocument><Metadata><Information><Image>");
    xml.append("<Dimensions><Channels>");
    for (String channel : channels) {
      xml.append("<Channel Id=\"Channel:7\" Name=\"").append(channel).append("\"/>");
    }
    xml.append("</Channels></Dimensions></Image></Information><Scaling><Items>");
    for (String axis : List.of("X", "Y")) {
      xml.append("<Distance Id=\"").append(axis).append("\"><Value>").append(metres);
      xml.append("</Value></Distance>");
    }
    metadata = xml.append("</Items></Scaling></Metadata></ImageDocument>").toString();
    return this;
  }

  /** Puts other metadata in place. */
  public CziWriter xml(String xml) {
    metadata = xml;
    return this;
  }

  /** Adds a tile of 16-bit pixels. */
  public CziWriter gray16(
      int scene,
      int channel,
      int mosaic,
      int x,
      int y,
      int width,
      short[] pixels,
      Packing packing) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pixels);
    int[] dims = {x, y, width, pixels.length / width, scene, channel, mosaic};
    return add(1, packing, dims, bytes.array());
  }

  /** Adds a tile of 8-bit pixels, or with three times as many bytes of colour. */
  public CziWriter bytes(int type, int x, int y, int width, int height, byte[] pixels) {
    return add(type, Packing.PLAIN, new int[] {x, y, width, height, 0, 0, blocks.size()}, pixels);
  }

  /** Adds a tile of floats. */
  public CziWriter floats(int x, int y, int width, float[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(pixels);
    int[] dims = {x, y, width, pixels.length / width, 0, 0, blocks.size()};
    return add(2, Packing.PLAIN, dims, bytes.array());
  }

  /** Adds a block of the scanner's own pyramid. */
  public CziWriter reduced(int x, int y, int width, int height) {
    int[] dims = {x, y, width, height, 0, 0, 0};
    blocks.add(
        new Block(1, Packing.PLAIN, dims, width / 2, height / 2, new byte[width / 2 * height]));
    return this;
  }

  private CziWriter add(int type, Packing packing, int[] dims, byte[] bytes) {
    byte[] data =
        switch (packing) {
          case PLAIN, JPEG_XR -> bytes;
          case ZSTD0 -> Zstd.compress(bytes);
          case ZSTD1 -> joined(new byte[] {1}, Zstd.compress(bytes));
          case ZSTD1_PACKED -> joined(new byte[] {3, 1, 1}, Zstd.compress(lowBeforeHigh(bytes)));
        };
    blocks.add(new Block(type, packing, dims, dims[2], dims[3], data));
    return this;
  }

  private static byte[] lowBeforeHigh(byte[] bytes) {
    byte[] packed = new byte[bytes.length];
    for (int i = 0; i < bytes.length / 2; i++) {
      packed[i] = bytes[2 * i];
      packed[bytes.length / 2 + i] = bytes[2 * i + 1];
    }
    return packed;
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] all = new byte[head.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  /** Writes the file. */
  public Path write(Path path) throws IOException {
    List<byte[]> segments = new ArrayList<>();
    long at = 32 + 512;
    List<Long> places = new ArrayList<>();
    for (Block block : blocks) {
      places.add(at);
      byte[] segment = subBlock(block, at);
      segments.add(segment);
      at += segment.length;
    }
    long metadataAt = at;
    byte[] xml = metadata.getBytes(StandardCharsets.UTF_8);
    ByteBuffer meta = buffer(256 + xml.length);
    meta.putInt(0, xml.length);
    meta.position(256).put(xml);
    segments.add(segment("ZISRAWMETADATA", meta.array()));
    at += segments.get(segments.size() - 1).length;
    ByteBuffer directory = buffer(128 + blocks.size() * ENTRY);
    directory.putInt(0, blocks.size());
    directory.position(128);
    for (int i = 0; i < blocks.size(); i++) {
      directory.put(entry(blocks.get(i), places.get(i)));
    }
    segments.add(segment("ZISRAWDIRECTORY", directory.array()));
    ByteBuffer head = buffer(512);
    head.putInt(0, 1);
    head.putLong(52, at);
    head.putLong(60, metadata.isEmpty() ? 0 : metadataAt);
    segments.add(0, segment("ZISRAWFILE", head.array()));
    byte[] all = new byte[0];
    for (byte[] segment : segments) {
      all = joined(all, segment);
    }
    return Files.write(path, all);
  }

  private static final int DIMENSIONS = 5;
  private static final int ENTRY = 32 + 20 * DIMENSIONS;

  private static byte[] subBlock(Block block, long at) {
    ByteBuffer data = buffer(256 + 3 + block.data().length);
    data.putInt(0, 3); // metadata of three bytes, so that pixels do not follow the header
    data.putLong(8, block.data().length);
    data.position(16).put(entry(block, at));
    data.position(256).put(new byte[] {'<', '/', '>'}).put(block.data());
    return segment("ZISRAWSUBBLOCK", data.array());
  }

  private static byte[] entry(Block block, long at) {
    ByteBuffer entry = buffer(ENTRY);
    entry.put((byte) 'D').put((byte) 'V').putInt(block.type()).putLong(at).putInt(0);
    entry.putInt(block.packing().code);
    entry.position(28).putInt(DIMENSIONS);
    int[] d = block.dims();
    dimension(entry, "X", d[0], d[2], block.storedWidth());
    dimension(entry, "Y", d[1], d[3], block.storedHeight());
    dimension(entry, "S", d[4], 1, 1);
    dimension(entry, "C", d[5], 1, 1);
    dimension(entry, "M", d[6], 1, 1);
    return entry.array();
  }

  private static void dimension(ByteBuffer entry, String name, int start, int size, int stored) {
    entry.put((byte) name.charAt(0)).put(new byte[3]);
    entry.putInt(start).putInt(size).putFloat(start).putInt(stored);
  }

  private static byte[] segment(String id, byte[] data) {
    int allocated = (data.length + 31) / 32 * 32;
    ByteBuffer segment = buffer(32 + allocated);
    segment.put(id.getBytes(StandardCharsets.US_ASCII));
    segment.putLong(16, allocated).putLong(24, data.length);
    segment.position(32).put(data);
    return segment.array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
