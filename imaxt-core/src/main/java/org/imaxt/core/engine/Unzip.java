package org.imaxt.core.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.imaxt.core.network.ModelException;

/** Unpacks the zip of a stranger: nothing outside the folder, nothing without end. */
final class Unzip {

  /** A U-Net of 256 filters and five levels has fewer weights than this. */
  private static final long LARGEST_BYTES = 4L << 30;

  private static final int MOST_ENTRIES = 1000;

  private Unzip() {}

  static void into(Path folder, InputStream bytes, String name) throws IOException {
    ZipInputStream zip = new ZipInputStream(bytes, StandardCharsets.UTF_8);
    int entries = 0;
    long left = LARGEST_BYTES;
    try {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        Path target = inside(folder, e.getName(), name);
        if (++entries > MOST_ENTRIES) {
          throw new ModelException(
              "%s is no model: it has more than %s entries".formatted(name, MOST_ENTRIES));
        }
        if (e.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          left -= copy(zip, target, left, name);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new ModelException("%s is a damaged zip: %s".formatted(name, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      // What ZipInputStream says of names that are not UTF-8.
      throw new ModelException("%s has an entry whose name cannot be read".formatted(name), e);
    }
    if (entries == 0) {
      throw new ModelException("%s is no zip; a SavedModel zip is needed".formatted(name));
    }
  }

  private static Path inside(Path folder, String entry, String name) throws ModelException {
    Path target = folder.resolve(entry.replace('\\', '/')).normalize();
    if (entry.matches("(?i)^([a-z]:|[/\\\\]).*") || !target.startsWith(folder)) {
      throw new ModelException(
          "%s has an entry that leaves its folder: '%s'; do not use this file"
              .formatted(name, entry));
    }
    return target;
  }

  private static long copy(InputStream from, Path to, long most, String name) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = from.read(buffer); n > 0; n = from.read(buffer)) {
        size += n;
        if (size > most) {
          throw new ModelException(
              "%s is no model: it unpacks to more than %s bytes".formatted(name, LARGEST_BYTES));
        }
        out.write(buffer, 0, n);
      }
    }
    return size;
  }
}
