package org.imaxt.stitch.acquisition;

import java.util.OptionalInt;
import org.imaxt.core.model.PixelSize;

/**
 * How the tiles of a grid are named and laid out.
 *
 * @param pattern file name with {@code {i}} for the tile's number, or {@code {x}} and {@code {y}}
 *     for its column and row, and {@code {c}} for the channel if there are several; numbers in file
 *     names may have leading zeros
 * @param columns number of columns; may be empty with {@code {x}} and {@code {y}}
 * @param rows number of rows; may be empty with {@code {x}} and {@code {y}}
 * @param order how numbers fill the grid; of no effect with {@code {x}} and {@code {y}}
 * @param overlap nominal overlap of neighbours, fraction of a tile, at least 0 and below 0.95
 * @param start number of the first tile, or of the first row and column; found if empty
 * @param pixelSize pixel size, µm
 */
public record GridPattern(
    String pattern,
    OptionalInt columns,
    OptionalInt rows,
    GridOrder order,
    double overlap,
    OptionalInt start,
    PixelSize pixelSize) {

  private static final int MOST_ALONG = 10_000;
  private static final int MOST_TILES = 1_000_000;

  /** Refuses patterns without their placeholders, or with folders, and grids that are none. */
  public GridPattern {
    boolean numbered = holds(pattern, 'i');
    boolean placed = holds(pattern, 'x') && holds(pattern, 'y');
    require(
        numbered != placed && !(numbered && (holds(pattern, 'x') || holds(pattern, 'y'))),
        "pattern must hold {i}, or {x} and {y}, got \"" + pattern + "\"");
    require(
        !pattern.contains("/") && !pattern.contains("\\"),
        "pattern must be a file name without folders, got \""
            + pattern
            + "\"; give the folder as --input");
    require(
        placed || columns.isPresent() && rows.isPresent(),
        "pattern \"" + pattern + "\" needs the grid; give --columns and --rows");
    requireAlong("columns", columns);
    requireAlong("rows", rows);
    require(
        (long) columns.orElse(1) * rows.orElse(1) <= MOST_TILES,
        "a grid has at most " + MOST_TILES + " tiles, got " + columns + " x " + rows);
    require(overlap >= 0 && overlap < 0.95, "overlap must lie in [0, 0.95), got " + overlap);
    require(start.orElse(0) >= 0, "start must be at least 0, got " + start);
  }

  /**
   * A numbered grid whose first number is found from the files.
   *
   * @param pattern file name with {@code {i}}
   * @param columns number of columns
   * @param rows number of rows
   * @param order how numbers fill the grid
   * @param overlap nominal overlap, fraction of a tile
   * @return the pattern, with pixels of 1 µm
   */
  public static GridPattern numbered(
      String pattern, int columns, int rows, GridOrder order, double overlap) {
    return new GridPattern(
        pattern,
        OptionalInt.of(columns),
        OptionalInt.of(rows),
        order,
        overlap,
        OptionalInt.empty(),
        PixelSize.square(1));
  }

  /**
   * A grid whose files name column and row; its size is found from the files.
   *
   * @param pattern file name with {@code {x}} and {@code {y}}
   * @param overlap nominal overlap, fraction of a tile
   * @return the pattern, with pixels of 1 µm
   */
  public static GridPattern placed(String pattern, double overlap) {
    OptionalInt open = OptionalInt.empty();
    return new GridPattern(pattern, open, open, GridOrder.ROW, overlap, open, PixelSize.square(1));
  }

  /**
   * The same with another pixel size.
   *
   * @param size pixel size, µm
   * @return a copy
   */
  public GridPattern withPixelSize(PixelSize size) {
    return new GridPattern(pattern, columns, rows, order, overlap, start, size);
  }

  /**
   * The same with the first number given.
   *
   * @param first number of the first tile, or of the first row and column
   * @return a copy
   */
  public GridPattern withStart(int first) {
    return new GridPattern(
        pattern, columns, rows, order, overlap, OptionalInt.of(first), pixelSize);
  }

  boolean isNumbered() {
    return holds(pattern, 'i');
  }

  boolean hasChannels() {
    return holds(pattern, 'c');
  }

  /** Whether a placeholder stands in the pattern; Fiji writes {ii} for numbers of two digits. */
  private static boolean holds(String pattern, char letter) {
    return GridNames.placeholder(letter).matcher(pattern).find();
  }

  private static void requireAlong(String name, OptionalInt value) {
    int n = value.orElse(1);
    require(n >= 1 && n <= MOST_ALONG, name + " must lie in 1 to " + MOST_ALONG + ", got " + n);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
