package org.imaxt.imc.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.imaxt.core.stage.InputException;

/**
 * The files of an input by kind, each list in the order of the names.
 *
 * @param mcds {@code .mcd}, also those of folders below
 * @param texts {@code .txt}, also those of folders below
 * @param tiffs {@code .tif} and {@code .tiff} of the folder itself
 */
record InputFiles(List<Path> mcds, List<Path> texts, List<Path> tiffs) {

  /** How far down a folder is searched: instruments make a folder a slide. */
  private static final int DEPTH = 4;

  static InputFiles of(File input) {
    Path path = input.toPath().toAbsolutePath().normalize();
    if (Files.isRegularFile(path)) {
      InputFiles one = byKind(List.of(path), path.getParent());
      if (one.mcds().size() + one.texts().size() + one.tiffs().size() == 0) {
        throw new InputException(
            "input must be a folder, a .mcd, a .txt or a TIFF file, got " + input);
      }
      return one;
    } else if (!Files.isDirectory(path)) {
      throw new InputException("input " + input + " does not exist");
    }
    try {
      return byKind(below(path), path);
    } catch (IOException e) {
      throw new InputException("input " + input + " cannot be searched: " + e, e);
    }
  }

  /** Regular files; hidden folders and samples are passed over. */
  private static List<Path> below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            boolean passed = name.startsWith(".") || ending(dir).equals("zarr");
            return passed && !dir.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.getFileName().toString().startsWith(".") && Files.isRegularFile(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static InputFiles byKind(List<Path> files, Path folder) {
    return new InputFiles(
        files.stream().filter(f -> ending(f).equals("mcd")).toList(),
        files.stream().filter(f -> ending(f).equals("txt")).toList(),
        files.stream()
            .filter(f -> ending(f).equals("tif") || ending(f).equals("tiff"))
            .filter(f -> folder.equals(f.getParent()))
            .toList());
  }

  /** Stems of the {@code .mcd} files that lie beside a file. */
  static List<String> mcdStemsBeside(Path file) {
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      return files.filter(f -> ending(f).equals("mcd")).map(InputFiles::stem).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What follows the last point, in lower case. */
  static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The name without its ending; of a TIFF file also without {@code .ome}. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    String stem = name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
    boolean ome = ending(file).startsWith("tif") && stem.toLowerCase(Locale.ROOT).endsWith(".ome");
    return ome ? stem.substring(0, stem.length() - ".ome".length()) : stem;
  }
}
