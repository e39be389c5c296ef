package org.imaxt.core.czi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imaxt.core.czi.CziException.Kind;

/** Makes tiles of the entries of a sub-block directory; trusts no number in them. */
final class CziDirectory {

  private static final int ENTRY_BYTES = 32;
  private static final int DIMENSION_BYTES = 20;
  private static final int MOST_DIMENSIONS = 40;

  /** Dimensions that tell tiles apart; along any other there may be one place only. */
  private static final Set<String> TOLD_APART = Set.of("X", "Y", "C", "S", "M", "B");

  private final Path path;
  private final Map<String, Set<Integer>> others = new TreeMap<>();

  CziDirectory(Path path) {
    this.path = path;
  }

  /** Extent along one dimension. */
  private record Extent(int start, int size, int stored) {}

  /** Tiles at full resolution. */
  List<CziTile> tiles(ByteBuffer directory, int entries) throws CziException {
    List<CziTile> tiles = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      entry(directory, tiles);
    }
    for (Map.Entry<String, Set<Integer>> other : others.entrySet()) {
      if (other.getValue().size() > 1) {
        throw new CziException(
            Kind.UNSUPPORTED,
            path,
            "it has %s places along %s, a flat scan has one; export a projection or a single one"
                .formatted(other.getValue().size(), other.getKey()));
      }
    }
    return tiles;
  }

  private void entry(ByteBuffer directory, List<CziTile> tiles) throws CziException {
    if (directory.remaining() < ENTRY_BYTES) {
      throw corrupt("its directory ends within an entry");
    }
    int at = directory.position();
    if (directory.get(at) != 'D' || directory.get(at + 1) != 'V') {
      throw corrupt("an entry of its directory is of no kind that is known");
    }
    int dimensions = directory.getInt(at + 28);
    if (dimensions < 0
        || dimensions > MOST_DIMENSIONS
        || directory.remaining() < entryBytes(dimensions)) {
      throw corrupt("an entry of its directory says that it has " + dimensions + " dimensions");
    }
    Map<String, Extent> extents = new HashMap<>();
    for (int d = 0; d < dimensions; d++) {
      int from = at + ENTRY_BYTES + d * DIMENSION_BYTES;
      byte[] name = new byte[4];
      directory.get(from, name);
      extents.put(
          new String(name, StandardCharsets.US_ASCII).replace("\0", "").strip(),
          new Extent(
              directory.getInt(from + 4), directory.getInt(from + 8), directory.getInt(from + 16)));
    }
    tile(directory, at, extents, tiles);
    directory.position(at + entryBytes(dimensions));
  }

  /** Bytes of an entry. */
  static int entryBytes(int dimensions) {
    return ENTRY_BYTES + dimensions * DIMENSION_BYTES;
  }

  private void tile(ByteBuffer directory, int at, Map<String, Extent> extents, List<CziTile> tiles)
      throws CziException {
    Extent x = extents.get("X");
    Extent y = extents.get("Y");
    if (x == null || y == null || x.size() < 1 || y.size() < 1) {
      throw corrupt("a sub-block has no extent along X and Y");
    }
    if (reduced(x) || reduced(y)) {
      return; // the scanner's own pyramid
    }
    extents.forEach(
        (name, extent) -> {
          if (!TOLD_APART.contains(name)) {
            others.computeIfAbsent(name, n -> new HashSet<>()).add(extent.start());
          }
        });
    int code = directory.getInt(at + 2);
    CziPixelType type =
        CziPixelType.of(code)
            .orElseThrow(
                () ->
                    new CziException(
                        Kind.UNSUPPORTED,
                        path,
                        "pixels of type "
                            + code
                            + " are not read; export it as 8 or 16 bit gray, 32 bit float or 24"
                            + " bit colour"));
    if (directory.getInt(at + 14) != 0) {
      throw new CziException(
          Kind.UNSUPPORTED, path, "parts of it are in other files; save it as one file");
    }
    tiles.add(
        new CziTile(
            start(extents, "S"),
            start(extents, "C"),
            start(extents, "M"),
            x.start(),
            y.start(),
            x.size(),
            y.size(),
            type,
            directory.getInt(at + 18),
            directory.getLong(at + 6)));
  }

  private static boolean reduced(Extent extent) {
    return extent.stored() != 0 && extent.stored() != extent.size();
  }

  private static int start(Map<String, Extent> extents, String name) {
    Extent extent = extents.get(name);
    return extent == null ? 0 : extent.start();
  }

  private CziException corrupt(String detail) {
    return new CziException(Kind.CORRUPT, path, detail);
  }
}
