package org.imaxt.core.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names a table of a sample together with the columns it must have.
 *
 * @param path path inside the sample
 * @param columns type of each column by name, in their order; a table may have others beside them
 */
public record TableKey(String path, Map<String, ColumnType> columns) {

  /** Keeps its own copy. */
  public TableKey {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * A table without columns, to which they are added.
   *
   * @param path path inside the sample
   * @return the key
   */
  public static TableKey at(String path) {
    return new TableKey(path, Map.of());
  }

  /**
   * The same table with more columns.
   *
   * @param type their type
   * @param names their names
   * @return the key
   * @throws IllegalArgumentException if a name is there already
   */
  public TableKey with(ColumnType type, String... names) {
    Map<String, ColumnType> more = new LinkedHashMap<>(columns);
    for (String name : names) {
      if (more.put(name, type) != null) {
        throw new IllegalArgumentException("there are two columns '" + name + "' in " + path);
      }
    }
    return new TableKey(path, more);
  }
}
