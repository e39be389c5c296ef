package org.imaxt.core.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imaxt.core.tiff.TiffException.Kind;

/** Reads a file's header and image file directories; trusts no number in them. */
final class IfdParser {

  /** Directories a file may have; more are a damaged or hostile file. */
  private static final int MAX_PAGES = 100_000;

  /** A SubIFD may have SubIFDs; deeper nesting is a damaged or hostile file. */
  private static final int MAX_DEPTH = 4;

  private static final long MAX_TAG_BYTES = 16L << 20;

  /** Bytes a value of each TIFF field type takes; 0 for types that do not exist. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private final Path path;
  private final ByteSource source;
  private final int mostSamples;
  private final Set<Long> visited = new HashSet<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean big;
  private long first;
  private long end;

  IfdParser(Path path, ByteSource source, int mostSamples) throws IOException {
    this.path = path;
    this.mostSamples = mostSamples;
    this.source = source;
    header();
  }

  ByteOrder order() {
    return order;
  }

  boolean big() {
    return big;
  }

  private void header() throws IOException {
    if (!source.reaches(1)) {
      throw new TiffException(Kind.EMPTY, path, "the file is empty (0 bytes)");
    }
    int have = source.reaches(4) ? 4 : source.reaches(2) ? 2 : 1;
    byte[] magic = new byte[4];
    source.read(0, magic, 0, have);
    boolean little = magic[0] == 'I' && (have < 2 || magic[1] == 'I');
    boolean motorola = magic[0] == 'M' && (have < 2 || magic[1] == 'M');
    if (!little && !motorola) {
      throw notTiff();
    }
    order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int version = ByteBuffer.wrap(magic).order(order).getShort(2);
    if (have == 4 && version != 42 && version != 43) {
      throw notTiff();
    }
    big = version == 43;
    ByteBuffer head = bytes(0, big ? 16 : 8, "the header");
    if (big && (head.getShort(4) != 8 || head.getShort(6) != 0)) {
      throw corrupt("a BigTIFF has 8-byte offsets, its header says " + head.getShort(4));
    }
    first = big ? head.getLong(8) : Integer.toUnsignedLong(head.getInt(4));
  }

  /** All pages with their SubIFDs; checks that every chunk lies within the file. */
  List<TiffPage> pages() throws IOException {
    List<TiffPage> pages = new ArrayList<>();
    long at = first;
    while (at != 0) {
      long[] next = new long[1];
      TiffTags tags = directory(at, next);
      page(pages.size(), tags, 0, pages);
      at = next[0];
    }
    if (pages.isEmpty()) {
      throw corrupt("the file holds no image");
    }
    if (end > 0 && !source.reaches(end)) {
      throw truncated("pixels reach to byte " + end);
    }
    return List.copyOf(pages);
  }

  private void page(int index, TiffTags tags, int depth, List<TiffPage> into) throws IOException {
    PageParser parser = new PageParser(path, tags, mostSamples);
    TiffPage page;
    try {
      page = parser.page(index, subPages(tags, depth));
    } catch (TiffException e) {
      boolean aside = depth > 0 || (tags.first(TiffTags.NEW_SUBFILE_TYPE, 0) & 1) != 0;
      if (aside && e.kind() == Kind.UNSUPPORTED) {
        return; // a thumbnail or label of another kind does not spoil the image
      }
      throw e;
    }
    end = Math.max(end, parser.end());
    into.add(page);
  }

  private List<TiffPage> subPages(TiffTags tags, int depth) throws IOException {
    long[] offsets = tags.integers(TiffTags.SUB_IFDS).orElse(new long[0]);
    if (offsets.length > 0 && depth >= MAX_DEPTH) {
      throw corrupt("SubIFDs are nested deeper than " + MAX_DEPTH);
    }
    List<TiffPage> pages = new ArrayList<>();
    for (long offset : offsets) {
      page(pages.size(), directory(offset, new long[1]), depth + 1, pages);
    }
    return pages;
  }

  private TiffTags directory(long at, long[] next) throws IOException {
    if (!visited.add(at)) {
      throw corrupt("the directory at byte " + at + " is listed twice");
    }
    if (visited.size() > MAX_PAGES) {
      throw corrupt("more than " + MAX_PAGES + " directories");
    }
    int countBytes = big ? 8 : 2;
    int entryBytes = big ? 20 : 12;
    ByteBuffer head = bytes(at, countBytes, "the directory at byte " + at);
    long count = big ? head.getLong(0) : Short.toUnsignedInt(head.getShort(0));
    if (count < 1 || count > 65_535) {
      throw corrupt("the directory at byte " + at + " says it has " + count + " entries");
    }
    int length = (int) count * entryBytes;
    ByteBuffer body = bytes(at + countBytes, length + (big ? 8 : 4), "the directory at byte " + at);
    next[0] = big ? body.getLong(length) : Integer.toUnsignedLong(body.getInt(length));
    Map<Integer, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entry(body, i * entryBytes, values);
    }
    return new TiffTags(values);
  }

  private void entry(ByteBuffer body, int at, Map<Integer, Object> values) throws IOException {
    int code = Short.toUnsignedInt(body.getShort(at));
    int type = Short.toUnsignedInt(body.getShort(at + 2));
    long count = big ? body.getLong(at + 4) : Integer.toUnsignedLong(body.getInt(at + 4));
    if (type >= TYPE_BYTES.length || TYPE_BYTES[type] == 0) {
      return; // TIFF 6.0: readers skip fields of unexpected type
    }
    if (count < 0 || count > Long.MAX_VALUE / 16) {
      throw corrupt("tag " + code + " says it has " + count + " values");
    }
    long length = count * TYPE_BYTES[type];
    int inline = big ? 8 : 4;
    int valueAt = at + (big ? 12 : 8);
    ByteBuffer data;
    if (length <= inline) {
      data = body.slice(valueAt, inline).order(order);
    } else {
      long offset = big ? body.getLong(valueAt) : Integer.toUnsignedLong(body.getInt(valueAt));
      if (offset < 0 || offset > Long.MAX_VALUE - length || !source.reaches(offset + length)) {
        throw truncated("tag " + code + " has " + length + " bytes at byte " + offset);
      }
      if (length > MAX_TAG_BYTES && !structural(code)) {
        return;
      }
      if (length > Integer.MAX_VALUE - 16) {
        throw corrupt("tag " + code + " says it has " + count + " values");
      }
      data = bytes(offset, (int) length, "tag " + code);
    }
    values.put(code, value(type, (int) count, data));
  }

  private static boolean structural(int code) {
    return code == TiffTags.STRIP_OFFSETS
        || code == TiffTags.STRIP_BYTE_COUNTS
        || code == TiffTags.TILE_OFFSETS
        || code == TiffTags.TILE_BYTE_COUNTS;
  }

  private static Object value(int type, int count, ByteBuffer data) {
    return switch (type) {
      case 2 -> text(data, count);
      case 5, 10, 11, 12 -> decimals(type, count, data);
      default -> integers(type, count, data);
    };
  }

  private static String text(ByteBuffer data, int count) {
    byte[] bytes = new byte[count];
    data.get(0, bytes);
    int length = count;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static double[] decimals(int type, int count, ByteBuffer data) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case 5 ->
                (double) Integer.toUnsignedLong(data.getInt(8 * i))
                    / Integer.toUnsignedLong(data.getInt(8 * i + 4));
            case 10 -> (double) data.getInt(8 * i) / data.getInt(8 * i + 4);
            case 11 -> data.getFloat(4 * i);
            default -> data.getDouble(8 * i);
          };
    }
    return values;
  }

  private static long[] integers(int type, int count, ByteBuffer data) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case 1, 7 -> Byte.toUnsignedInt(data.get(i));
            case 6 -> data.get(i);
            case 3 -> Short.toUnsignedInt(data.getShort(2 * i));
            case 8 -> data.getShort(2 * i);
            case 4, 13 -> Integer.toUnsignedLong(data.getInt(4 * i));
            case 9 -> data.getInt(4 * i);
            default -> data.getLong(8 * i);
          };
    }
    return values;
  }

  private ByteBuffer bytes(long at, int length, String what) throws IOException {
    if (at < 0 || at > Long.MAX_VALUE - length || !source.reaches(at + length)) {
      throw truncated(what + " needs " + length + " bytes at byte " + at);
    }
    byte[] bytes = new byte[length];
    source.read(at, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(order);
  }

  private TiffException truncated(String detail) throws IOException {
    return new TiffException(
        Kind.TRUNCATED,
        path,
        "truncated: " + detail + ", the file has " + source.knownSize() + " bytes");
  }

  private TiffException corrupt(String detail) {
    return new TiffException(Kind.CORRUPT, path, detail);
  }

  private TiffException notTiff() {
    return new TiffException(Kind.NOT_TIFF, path, "not a TIFF: its first bytes are no TIFF header");
  }
}
