package org.imaxt.stitch.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.imaxt.core.model.StagePosition;

/**
 * A regular grid, its size and first numbers settled.
 *
 * @param pattern names and grid as given
 * @param columns number of columns
 * @param rows number of rows
 * @param firstX number of the first column, or of the first tile
 * @param firstY number of the first row
 */
record Grid(GridPattern pattern, int columns, int rows, int firstX, int firstY) {

  private static final int MOST_TILES = 1_000_000;

  /** Settles what the pattern leaves open by the numbers in the names. */
  static Grid of(GridPattern pattern, List<GridNames.Named> names) {
    if (pattern.isNumbered()) {
      int columns = pattern.columns().orElseThrow();
      int rows = pattern.rows().orElseThrow();
      int first = first(pattern, names, GridNames.Named::i, columns * rows);
      return new Grid(pattern, columns, rows, first, 0);
    }
    int firstX = first(pattern, names, GridNames.Named::x, pattern.columns().orElse(0));
    int firstY = first(pattern, names, GridNames.Named::y, pattern.rows().orElse(0));
    int columns = pattern.columns().orElse(last(names, GridNames.Named::x) - firstX + 1);
    int rows = pattern.rows().orElse(last(names, GridNames.Named::y) - firstY + 1);
    if (columns < 1 || rows < 1 || (long) columns * rows > MOST_TILES) {
      throw Refusals.refusal(
          "files like \"%s\" span %d columns and %d rows from %d and %d; give --columns, --rows and"
              + " --start",
          pattern.pattern(), columns, rows, firstX, firstY);
    }
    return new Grid(pattern, columns, rows, firstX, firstY);
  }

  private static int first(
      GridPattern pattern,
      List<GridNames.Named> names,
      ToIntFunction<GridNames.Named> number,
      int count) {
    List<Integer> numbers = names.stream().mapToInt(number).distinct().sorted().boxed().toList();
    return GridNames.start(pattern.start(), numbers, count)
        .orElseThrow(
            () ->
                Refusals.refusal(
                    "files like \"%s\" count from %d, neither 0 nor 1 is there; give --start",
                    pattern.pattern(), numbers.get(0)));
  }

  private static int last(List<GridNames.Named> names, ToIntFunction<GridNames.Named> number) {
    return names.stream().mapToInt(number).max().orElseThrow();
  }

  int tiles() {
    return columns * rows;
  }

  /** Number of the tile a file is of, empty if it lies outside the grid. */
  OptionalInt tile(GridNames.Named named) {
    if (pattern.isNumbered()) {
      int tile = named.i() - firstX;
      return tile >= 0 && tile < tiles() ? OptionalInt.of(tile) : OptionalInt.empty();
    }
    int x = named.x() - firstX;
    int y = named.y() - firstY;
    boolean inside = x >= 0 && x < columns && y >= 0 && y < rows;
    return inside ? OptionalInt.of(y * columns + x) : OptionalInt.empty();
  }

  /** Nominal positions relative to tile 0, µm, not rounded to pixels. */
  List<StagePosition> positions(TileFormat tile) {
    double stepX = tile.widthPx() * pattern.pixelSize().xUm() * (1 - pattern.overlap());
    double stepY = tile.heightPx() * pattern.pixelSize().yUm() * (1 - pattern.overlap());
    GridOrder order = pattern.isNumbered() ? pattern.order() : GridOrder.ROW;
    List<StagePosition> positions = new ArrayList<>(tiles());
    for (int i = 0; i < tiles(); i++) {
      int row = order.row(i, rows, columns);
      int column = order.column(i, rows, columns);
      positions.add(new StagePosition(i, row, column, column * stepX, row * stepY));
    }
    return List.copyOf(positions);
  }
}
