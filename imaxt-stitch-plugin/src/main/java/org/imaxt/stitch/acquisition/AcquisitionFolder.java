package org.imaxt.stitch.acquisition;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that nothing read from it may leave: links that point outside are refused. Lists one
 * level at a time, so a wrong path costs one listing however large the disk below it.
 */
final class AcquisitionFolder {

  private final Path folder;
  private final Path real;

  /** Opens an existing folder. */
  AcquisitionFolder(Path folder) {
    if (!Files.exists(folder)) {
      throw Refusals.refusal("no folder at %s; check --input", folder);
    }
    if (!Files.isDirectory(folder)) {
      throw Refusals.refusal(
          "%s is a file, an acquisition is a folder; give the folder it lies in", folder);
    }
    this.folder = folder;
    try {
      this.real = folder.toRealPath();
    } catch (IOException e) {
      throw new AcquisitionException("folder " + folder + " cannot be read: " + reason(e), e);
    }
  }

  Path path() {
    return folder;
  }

  /** Name of the folder, also where it was given as "." or with a trailing "..". */
  String name() {
    return real.getFileName() == null ? real.toString() : real.getFileName().toString();
  }

  /** The entries of a folder inside, sorted by name; hidden ones are left out. */
  List<Path> list(Path inside) {
    requireInside(inside);
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(inside)) {
      for (Path entry : stream) {
        if (!entry.getFileName().toString().startsWith(".")) {
          entries.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new AcquisitionException("folder " + inside + " cannot be read: " + reason(e), e);
    }
    entries.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
    return entries;
  }

  /** The folders among the entries. */
  List<Path> folders(Path inside) {
    return list(inside).stream().filter(Files::isDirectory).toList();
  }

  /** Refuses a path whose links lead out of the folder, or nowhere. */
  void requireInside(Path path) {
    if (!leaves(path)) {
      return;
    }
    throw Refusals.refusal(
        "%s leads out of the acquisition's folder %s or nowhere; copy the files there",
        path, folder);
  }

  /** Whether an entry that was listed is a link out of the folder, or to nowhere. */
  boolean leaves(Path path) {
    return !(path.startsWith(folder) && !Files.isSymbolicLink(path)) && !resolvesInside(path);
  }

  /** Whether a path exists and lies inside when all its links are followed. */
  boolean resolvesInside(Path path) {
    try {
      return path.toRealPath().startsWith(real);
    } catch (IOException e) {
      return false; // nothing there, a loop of links, or not ours to see
    }
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
