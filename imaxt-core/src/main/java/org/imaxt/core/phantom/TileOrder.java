package org.imaxt.core.phantom;

/** The order in which the stage visits the grid; tile 0 is always at column 0, row 0. */
public enum TileOrder {
  /** Down every column. */
  COLUMN,
  /** Down the first column, up the next, and so on. */
  SNAKE_COLUMN,
  /** To the right in every row. */
  ROW,
  /** To the right in the first row, to the left in the next, and so on. */
  SNAKE_ROW;

  int row(int tile, int rows, int columns) {
    return switch (this) {
      case COLUMN -> tile % rows;
      case SNAKE_COLUMN -> (tile / rows) % 2 == 0 ? tile % rows : rows - 1 - tile % rows;
      case ROW, SNAKE_ROW -> tile / columns;
    };
  }

  int column(int tile, int rows, int columns) {
    return switch (this) {
      case COLUMN, SNAKE_COLUMN -> tile / rows;
      case ROW -> tile % columns;
      case SNAKE_ROW -> (tile / columns) % 2 == 0 ? tile % columns : columns - 1 - tile % columns;
    };
  }
}
