package org.imaxt.core.tiff;

/**
 * Where the strips or tiles of a page lie in the file: those of the first plane, then of the next
 * where a page keeps its samples apart.
 *
 * @param tiled tiles rather than strips
 * @param width width of a chunk, px (the page's for strips)
 * @param height height of a chunk, px (the last strip may be lower)
 * @param across chunks side by side
 * @param down chunks one below the other
 * @param perPixel samples that lie side by side at a pixel: 1 where they are kept apart
 * @param offsets position of each chunk in the file, bytes, row-major
 * @param byteCounts stored length of each chunk, bytes
 * @param coding how the chunks are packed
 */
record ChunkLayout(
    boolean tiled,
    int width,
    int height,
    int across,
    int down,
    int perPixel,
    long[] offsets,
    long[] byteCounts,
    ChunkCoding coding) {

  /** "strip" or "tile", for messages. */
  String noun() {
    return tiled ? "tile" : "strip";
  }

  /** Bytes of an unpacked chunk of full height. */
  long bytes(PixelType type) {
    return (long) width * height * perPixel * type.bytes();
  }

  /** Rows a chunk holds when unpacked, on a page of the given height. */
  int rows(int chunk, int pageHeight) {
    if (tiled) {
      return height;
    }
    return (int) Math.min(height, pageHeight - (long) (chunk % (across * down) / across) * height);
  }
}
