package org.imaxt.core.czi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.czi.CziException.Kind;
import org.imaxt.core.xml.XmlException;

/**
 * Reads a CZI file of flat scans.
 *
 * <p>Opening reads directory and metadata and checks that the file holds every tile; pixels are
 * unpacked when asked for. Several threads may read from one file at once.
 */
public final class CziFile implements Closeable {

  private static final int SEGMENT_HEADER = 32;
  private static final int DIRECTORY_HEADER = 128;
  private static final int METADATA_HEADER = 256;
  private static final int LEAST_SUB_BLOCK_HEADER = 256;
  private static final int MOST_ENTRIES = 10_000_000;
  private static final int MOST_XML_BYTES = 256 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final List<CziTile> tiles;
  private final CziMetadata metadata;

  private CziFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
    if (size < SEGMENT_HEADER || !id(0).equals("ZISRAWFILE")) {
      throw new CziException(Kind.NOT_CZI, path, "not a CZI: it does not begin with ZISRAWFILE");
    }
    ByteBuffer head = bytes(SEGMENT_HEADER, 80, "the header");
    if (head.getInt(48) != 0) {
      throw new CziException(
          Kind.UNSUPPORTED, path, "it is a part of several files; save it as one file");
    }
    this.tiles = tiles(head.getLong(52));
    this.metadata = metadata(head.getLong(60));
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return the file, to be closed by the caller
   * @throws CziException if it is truncated, no CZI, corrupt, or of a kind not read
   * @throws NoSuchFileException if there is no such regular file
   * @throws IOException if reading fails
   */
  public static CziFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "no regular file of this name");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new CziFile(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The tiles at full resolution.
   *
   * @return in the order of scene, channel and number in the mosaic; at least one
   */
  public List<CziTile> tiles() {
    return tiles;
  }

  /**
   * What the metadata say.
   *
   * @return pixel size and names of channels, as far as they are stated
   */
  public CziMetadata metadata() {
    return metadata;
  }

  /**
   * Reads a sample of a tile.
   *
   * @param tile a tile of this file
   * @param sample 0, or for colour 0 red, 1 green, 2 blue
   * @return {@code byte[]}, {@code short[]} or {@code float[]} by the pixel type, row by row
   * @throws CziException if its compression is not read, or its data are corrupt
   * @throws IOException if reading fails
   */
  public Object read(CziTile tile, int sample) throws IOException {
    String name = "tile " + tile.mosaic() + " of channel " + (tile.channel() + 1);
    if (SubBlockCoding.refusal(tile.compression()).isPresent()) {
      throw new CziException(
          Kind.UNSUPPORTED, path, SubBlockCoding.refusal(tile.compression()).get());
    }
    long due = (long) tile.width() * tile.height() * tile.type().bytes();
    if (due > Integer.MAX_VALUE - 16) {
      throw new CziException(Kind.UNSUPPORTED, path, name + " exceeds 2 GiB");
    }
    long start = tile.position() + SEGMENT_HEADER;
    ByteBuffer head = bytes(start, 48, name);
    long header = 16L + CziDirectory.entryBytes(head.getInt(16 + 28));
    long data =
        start + Math.max(LEAST_SUB_BLOCK_HEADER, header) + Integer.toUnsignedLong(head.getInt(0));
    long length = head.getLong(8);
    if (length < 0 || length > Integer.MAX_VALUE - 16) {
      throw new CziException(Kind.CORRUPT, path, name + " says that it has " + length + " bytes");
    }
    byte[] unpacked;
    try {
      unpacked =
          SubBlockCoding.unpack(
              tile.compression(), bytes(data, (int) length, name).array(), (int) due);
    } catch (IllegalArgumentException e) {
      throw new CziException(Kind.CORRUPT, path, name + " cannot be unpacked: " + e.getMessage());
    }
    return numbers(tile, sample, unpacked);
  }

  private static Object numbers(CziTile tile, int sample, byte[] bytes) {
    int pixels = tile.width() * tile.height();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (tile.type()) {
      case GRAY8 -> every(bytes, pixels, 0, 1);
      case BGR24 -> every(bytes, pixels, 2 - sample, 3);
      case GRAY16 -> {
        short[] shorts = new short[pixels];
        buffer.asShortBuffer().get(shorts);
        yield shorts;
      }
      case GRAY32_FLOAT -> {
        float[] floats = new float[pixels];
        buffer.asFloatBuffer().get(floats);
        yield floats;
      }
    };
  }

  private static byte[] every(byte[] bytes, int pixels, int first, int step) {
    byte[] one = new byte[pixels];
    for (int i = 0; i < pixels; i++) {
      one[i] = bytes[first + i * step];
    }
    return one;
  }

  private List<CziTile> tiles(long position) throws IOException {
    if (position <= 0) {
      throw new CziException(
          Kind.CORRUPT, path, "it has no directory; its acquisition was not brought to an end");
    }
    requireSegment(position, "ZISRAWDIRECTORY");
    ByteBuffer head = bytes(position + SEGMENT_HEADER, DIRECTORY_HEADER, "the directory");
    int entries = head.getInt(0);
    ByteBuffer segment = bytes(position + 16, 16, "the directory");
    long length = segment.getLong(8) - DIRECTORY_HEADER;
    if (entries < 1 || entries > MOST_ENTRIES || length < 0 || length > Integer.MAX_VALUE - 16) {
      throw new CziException(
          Kind.CORRUPT, path, "its directory says that it has " + entries + " entries");
    }
    List<CziTile> found =
        new CziDirectory(path)
            .tiles(
                bytes(position + SEGMENT_HEADER + DIRECTORY_HEADER, (int) length, "the directory"),
                entries);
    if (found.isEmpty()) {
      throw new CziException(Kind.CORRUPT, path, "it holds no image");
    }
    requireWhole(found);
    return found.stream()
        .sorted(
            Comparator.comparingInt(CziTile::scene)
                .thenComparingInt(CziTile::channel)
                .thenComparingInt(CziTile::mosaic)
                .thenComparingLong(CziTile::position))
        .toList();
  }

  /** The last tile in the file is the first to be cut off. */
  private void requireWhole(List<CziTile> found) throws IOException {
    CziTile last = found.stream().max(Comparator.comparingLong(CziTile::position)).orElseThrow();
    for (CziTile tile : List.of(found.get(0), last)) {
      requireSegment(tile.position(), "ZISRAWSUBBLOCK");
      long used = bytes(tile.position() + 16, 16, "a tile").getLong(8);
      if (used < 0 || tile.position() + SEGMENT_HEADER + used > size) {
        throw truncated("tile " + tile.mosaic() + " reaches beyond its end");
      }
    }
  }

  private CziMetadata metadata(long position) throws IOException {
    if (position <= 0) {
      return CziMetadata.NONE;
    }
    requireSegment(position, "ZISRAWMETADATA");
    int length = bytes(position + SEGMENT_HEADER, 4, "the metadata").getInt(0);
    if (length < 0 || length > MOST_XML_BYTES) {
      throw new CziException(
          Kind.CORRUPT, path, "its metadata say that they have " + length + " bytes");
    }
    if (length == 0) {
      return CziMetadata.NONE;
    }
    byte[] xml = bytes(position + SEGMENT_HEADER + METADATA_HEADER, length, "the metadata").array();
    try {
      String text = new String(xml, StandardCharsets.UTF_8).replace("\0", "");
      return CziMetadata.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (XmlException e) {
      throw new CziException(Kind.CORRUPT, path, e.getMessage());
    }
  }

  private void requireSegment(long position, String id) throws IOException {
    if (!id(position).equals(id)) {
      throw new CziException(
          Kind.CORRUPT, path, "there is no %s at byte %s".formatted(id, position));
    }
  }

  private String id(long position) throws IOException {
    byte[] id = bytes(position, 16, "a segment").array();
    return new String(id, StandardCharsets.US_ASCII).replace("\0", "");
  }

  private ByteBuffer bytes(long position, int length, String what) throws IOException {
    if (position < 0 || position > size - length) {
      throw truncated("%s needs %s bytes at byte %s".formatted(what, length, position));
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw truncated(what + " ends early");
      }
    }
    return buffer.flip();
  }

  private CziException truncated(String detail) {
    return new CziException(
        Kind.TRUNCATED, path, "truncated: " + detail + ", the file has " + size + " bytes");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * What of the file's pixels cannot be read, and the way out.
   *
   * @return a sentence a compression; empty if all can
   */
  public List<String> refusals() {
    return tiles.stream()
        .map(CziTile::compression)
        .distinct()
        .sorted()
        .flatMap(c -> SubBlockCoding.refusal(c).stream())
        .toList();
  }
}
