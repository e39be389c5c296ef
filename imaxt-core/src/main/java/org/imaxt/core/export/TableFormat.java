package org.imaxt.core.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A file format for tables. One whose libraries cannot go everywhere is found as a service where
 * they are: what lies on the class path and is named in {@code META-INF/services}.
 */
public interface TableFormat {

  /**
   * The format's name.
   *
   * @return a word in lower case, such as {@code parquet}
   */
  String name();

  /**
   * Whether the libraries that the format needs are on the class path.
   *
   * @return true where it can write
   */
  default boolean isAvailable() {
    return true;
  }

  /**
   * Writes a table.
   *
   * @param table its rows
   * @param out the file, which is not there; a call that fails may leave a part of it
   * @throws IOException if it cannot be written
   */
  void write(TableRows table, Path out) throws IOException;

  /**
   * Finds a format.
   *
   * @param name its name
   * @return the format, if what it needs is on the class path
   */
  static Optional<TableFormat> find(String name) {
    return ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(format -> format.name().equals(name) && format.isAvailable())
        .findFirst();
  }
}
