package org.imaxt.stitch.acquisition;

import java.util.Locale;

/** Order in which numbered tiles fill a grid; the first tile lies at the upper left. */
public enum GridOrder {
  /** Row by row, each from left to right. */
  ROW,
  /** Column by column, each from top to bottom. */
  COLUMN,
  /** Row by row, every second one from right to left. */
  SNAKE_ROW,
  /** Column by column, every second one from bottom to top. */
  SNAKE_COLUMN;

  /**
   * The name used in options and documents.
   *
   * @return for example {@code snake-row}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Row of a tile. */
  int row(int tile, int rows, int columns) {
    return switch (this) {
      case ROW, SNAKE_ROW -> tile / columns;
      case COLUMN -> tile % rows;
      case SNAKE_COLUMN -> back(tile / rows) ? rows - 1 - tile % rows : tile % rows;
    };
  }

  /** Column of a tile. */
  int column(int tile, int rows, int columns) {
    return switch (this) {
      case COLUMN, SNAKE_COLUMN -> tile / rows;
      case ROW -> tile % columns;
      case SNAKE_ROW -> back(tile / columns) ? columns - 1 - tile % columns : tile % columns;
    };
  }

  private static boolean back(int line) {
    return line % 2 == 1;
  }
}
