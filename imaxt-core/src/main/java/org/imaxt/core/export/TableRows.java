package org.imaxt.core.export;

import java.util.Map;
import java.util.function.Consumer;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.Table;

/** A table on its way out, a block of rows at a time, so that it need not fit in memory. */
public interface TableRows {

  /**
   * The columns.
   *
   * @return type of each by name, in their order
   */
  Map<String, ColumnType> columns();

  /**
   * Goes through all rows.
   *
   * @param block takes some thousand rows of all columns at a time, in their order
   */
  void forEach(Consumer<Table> block);
}
