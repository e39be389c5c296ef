package org.imaxt.core.sample;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named columns of equal length. Immutable: arrays are copied in and out, so ask once for a column
 * and not once a row.
 *
 * <p>{@code Table.ofRows(3).with("x_um", x).with("section", section)}
 */
public final class Table {

  private final int rows;
  private final Map<String, Object> columns;

  private Table(int rows, Map<String, Object> columns) {
    this.rows = rows;
    this.columns = Collections.unmodifiableMap(columns);
  }

  /**
   * A table without columns.
   *
   * @param rows number of rows that its columns will have
   * @return the table
   */
  public static Table ofRows(int rows) {
    return new Table(rows, new LinkedHashMap<>());
  }

  /**
   * A table without rows.
   *
   * @param key names its columns
   * @return the table
   */
  public static Table empty(TableKey key) {
    Table table = ofRows(0);
    for (Map.Entry<String, ColumnType> column : key.columns().entrySet()) {
      table = table.withColumn(column.getKey(), column.getValue().stored().newArray(0));
    }
    return table;
  }

  /**
   * This table with one more column, or another in place of the one of that name.
   *
   * @param name its name; a sample takes none with slashes or that starts with {@code _}
   * @param values one a row
   * @return the table
   * @throws IllegalArgumentException if the length is not the number of rows
   */
  public Table with(String name, double[] values) {
    return withColumn(name, values.clone());
  }

  /**
   * This table with one more column, as {@link #with(String, double[])}.
   *
   * @param name its name
   * @param values one a row
   * @return the table
   */
  public Table with(String name, int[] values) {
    return withColumn(name, values.clone());
  }

  /**
   * This table with one more column, as {@link #with(String, double[])}.
   *
   * @param name its name
   * @param values one a row
   * @return the table
   */
  public Table with(String name, long[] values) {
    return withColumn(name, values.clone());
  }

  /**
   * This table with one more column, as {@link #with(String, double[])}.
   *
   * @param name its name
   * @param values one a row
   * @return the table
   */
  public Table with(String name, boolean[] values) {
    return withColumn(name, values.clone());
  }

  /**
   * This table with one more column, as {@link #with(String, double[])}.
   *
   * @param name its name
   * @param values one a row, none null
   * @return the table
   */
  public Table with(String name, String[] values) {
    return withColumn(name, values.clone());
  }

  /** Takes the array over. */
  Table withColumn(String name, Object values) {
    if (Array.getLength(values) != rows) {
      throw new IllegalArgumentException(
          "column '%s' must have %d rows like the others, got %d"
              .formatted(name, rows, Array.getLength(values)));
    }
    if (values instanceof String[] texts && Arrays.asList(texts).contains(null)) {
      throw new IllegalArgumentException("column '" + name + "' has texts that are null");
    }
    Map<String, Object> more = new LinkedHashMap<>(columns);
    more.put(name, values);
    return new Table(rows, more);
  }

  /**
   * Number of rows.
   *
   * @return 0 for an empty table
   */
  public int rows() {
    return rows;
  }

  /**
   * Names of the columns in their order.
   *
   * @return the names
   */
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /**
   * Type of a column.
   *
   * @param name its name
   * @return the type
   * @throws IllegalArgumentException if there is none
   */
  public ColumnType type(String name) {
    Object values = values(name);
    return Arrays.stream(ColumnType.values())
        .filter(t -> t.stored().matches(values))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A column of floating-point numbers.
   *
   * @param name its name
   * @return a copy, one number a row
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public double[] doubles(String name) {
    return column(name, double[].class).clone();
  }

  /**
   * A column of whole numbers.
   *
   * @param name its name
   * @return a copy, one number a row
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public int[] ints(String name) {
    return column(name, int[].class).clone();
  }

  /**
   * A column of large whole numbers.
   *
   * @param name its name
   * @return a copy, one number a row
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public long[] longs(String name) {
    return column(name, long[].class).clone();
  }

  /**
   * A column of truths.
   *
   * @param name its name
   * @return a copy, one a row
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public boolean[] booleans(String name) {
    return column(name, boolean[].class).clone();
  }

  /**
   * A column of texts.
   *
   * @param name its name
   * @return a copy, one a row, none null
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public String[] texts(String name) {
    return column(name, String[].class).clone();
  }

  private <A> A column(String name, Class<A> type) {
    Object values = values(name);
    if (!type.isInstance(values)) {
      throw new IllegalArgumentException(
          "column '%s' holds %s, asked for %s"
              .formatted(name, values.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(values);
  }

  /** The array itself, for writing. */
  Object values(String name) {
    Object values = columns.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "there is no column '" + name + "', only " + columns.keySet());
    }
    return values;
  }
}
