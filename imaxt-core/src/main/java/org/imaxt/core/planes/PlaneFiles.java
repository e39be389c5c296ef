package org.imaxt.core.planes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of TIFF and PNG files. */
public final class PlaneFiles {

  private static final String KINDS = "(?i)[^.].*\\.(tiff?|png)";
  private static final String ENDING = "(?i)((\\.ome)?\\.tiff?|\\.png)$";

  private PlaneFiles() {}

  /**
   * The files of a folder by their names without ending, in the order of the names.
   *
   * @param folder a folder
   * @return files by name
   * @throws IOException if it is no folder that can be read, or two files differ in their endings
   *     only
   */
  public static TreeMap<String, Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.filter(f -> f.getFileName().toString().matches(KINDS)).sorted().toList();
    }
    TreeMap<String, Path> byName = new TreeMap<>();
    for (Path file : all) {
      Path other = byName.put(stem(file), file);
      if (other != null) {
        throw new IOException(
            "files must differ in more than their endings, got %s and %s"
                .formatted(other, file.getFileName()));
      }
    }
    return byName;
  }

  /**
   * Names that one folder has and another lacks, for a refusal.
   *
   * @param first files of one folder by name
   * @param second files of the other by name
   * @return what has no partner, as folder and file; empty where all have
   */
  public static List<String> unpaired(TreeMap<String, Path> first, TreeMap<String, Path> second) {
    List<String> single = new ArrayList<>();
    first.forEach((name, file) -> addLonely(name, file, second, single));
    second.forEach((name, file) -> addLonely(name, file, first, single));
    return single;
  }

  private static void addLonely(
      String name, Path file, TreeMap<String, Path> others, List<String> single) {
    if (!others.containsKey(name)) {
      single.add(file.getParent().getFileName() + "/" + file.getFileName());
    }
  }

  /**
   * Name of a file without its ending.
   *
   * @param file a TIFF or PNG file
   * @return for example {@code a} of {@code a.ome.tiff}
   */
  public static String stem(Path file) {
    return file.getFileName().toString().replaceFirst(ENDING, "");
  }
}
