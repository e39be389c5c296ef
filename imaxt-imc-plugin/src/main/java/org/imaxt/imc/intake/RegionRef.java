package org.imaxt.imc.intake;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.stage.InputException;

/**
 * Where a region is read from.
 *
 * @param name name of the region
 * @param source what kind of file
 * @param file the file with its pixels
 * @param mcd the {@code .mcd} that describes it, or empty
 * @param acquisition number of the acquisition there
 */
record RegionRef(String name, Source source, String file, String mcd, int acquisition)
    implements Serializable {

  /** Kinds of files, as documents spell them. */
  enum Source {
    MCD,
    TXT,
    OME_TIFF,
    TIFF;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  static RegionRef mcd(String name, Path file, int acquisition) {
    return new RegionRef(name, Source.MCD, file.toString(), file.toString(), acquisition);
  }

  static RegionRef text(String name, Path file) {
    return new RegionRef(name, Source.TXT, file.toString(), "", 0);
  }

  static RegionRef text(String name, Path file, Path mcd, int acquisition) {
    return new RegionRef(name, Source.TXT, file.toString(), mcd.toString(), acquisition);
  }

  static RegionRef tiff(String name, Path file) {
    boolean ome = file.getFileName().toString().matches("(?i).*\\.ome\\.tiff?");
    return new RegionRef(name, ome ? Source.OME_TIFF : Source.TIFF, file.toString(), "", 0);
  }

  /** All that decides what the region is, for its receipt. */
  SortedMap<String, String> inputs() {
    SortedMap<String, String> inputs = new TreeMap<>();
    inputs.put("source", source.word());
    inputs.put("file", file);
    inputs.put("file state", state(file));
    inputs.put("mcd", mcd);
    inputs.put("mcd state", mcd.isEmpty() ? "" : state(mcd));
    inputs.put("acquisition", Integer.toString(acquisition));
    return inputs;
  }

  /** The reverse of {@link #inputs()}. */
  static RegionRef of(String name, SortedMap<String, String> inputs) {
    return new RegionRef(
        name,
        Source.valueOf(inputs.get("source").toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
        inputs.get("file"),
        inputs.get("mcd"),
        Integer.parseInt(inputs.get("acquisition")));
  }

  /** Size and time of a file: what is cached of it holds as long as they do. */
  static String state(String file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(Path.of(file), BasicFileAttributes.class);
      return attributes.size() + " bytes, " + attributes.lastModifiedTime();
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e, e);
    }
  }
}
