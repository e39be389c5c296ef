package org.imaxt.core.sample;

import java.util.Optional;
import org.imaxt.core.zarr.DataType;

/** Type of a table's column, with its Java array and its type on disk. */
public enum ColumnType {
  /** Floating point; {@code double[]}; NaN where a row has no value. */
  DOUBLE(DataType.FLOAT64),
  /** Whole numbers; {@code int[]}. */
  INT(DataType.INT32),
  /** Large whole numbers; {@code long[]}. */
  LONG(DataType.INT64),
  /** True or false; {@code boolean[]}. */
  BOOLEAN(DataType.BOOL),
  /** Text; {@code String[]}, without nulls. */
  TEXT(DataType.STRING);

  private final DataType stored;

  ColumnType(DataType stored) {
    this.stored = stored;
  }

  /**
   * Type of the column's elements on disk.
   *
   * @return the type
   */
  public DataType stored() {
    return stored;
  }

  /** The type of a column in a store. */
  static Optional<ColumnType> of(DataType stored) {
    for (ColumnType type : values()) {
      if (type.stored == stored) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
