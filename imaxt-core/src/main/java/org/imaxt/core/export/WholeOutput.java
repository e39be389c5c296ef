package org.imaxt.core.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.FileStore;

/** Files and folders outside a sample that appear whole or not at all. */
public final class WholeOutput {

  /** Says in a folder of ours what it is, so that the next export may replace it. */
  private static final String MARK = ".imaxt-export";

  private WholeOutput() {}

  /** Writes something to a path where nothing is. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param part the file, or the empty folder
     * @throws IOException if it cannot be written
     */
    void write(Path part) throws IOException;
  }

  /**
   * Writes a file, in place of one that is there.
   *
   * @param out the file; its folders are made
   * @param content writes it
   * @throws InputException if it is a folder
   * @throws IllegalStateException if it cannot be written
   */
  public static void file(Path out, Content content) {
    if (Files.isDirectory(out)) {
      throw new InputException(out + " is a folder; name a file");
    }
    Path part = part(out);
    try {
      Files.deleteIfExists(part);
      content.write(part);
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException(out + " cannot be written: " + e, e);
    } finally {
      part.toFile().delete();
    }
  }

  /**
   * Writes a folder, in place of an empty one or one that this made before.
   *
   * @param out the folder; those above it are made
   * @param what what it holds, for its mark
   * @param content writes into the folder
   * @throws InputException if something else is there
   * @throws IllegalStateException if it cannot be written
   */
  public static void folder(Path out, String what, Content content) {
    requireOurs(out);
    Path part = part(out);
    FileStore beside = new FileStore(part.getParent());
    try {
      beside.deleteTree(part.getFileName().toString());
      Files.createDirectories(part);
      content.write(part);
      Files.write(part.resolve(MARK), (what + "\n").getBytes(StandardCharsets.UTF_8));
      beside.deleteTree(out.getFileName().toString());
      Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException(out + " cannot be written: " + e, e);
    } finally {
      beside.deleteTree(part.getFileName().toString());
    }
  }

  private static void requireOurs(Path out) {
    String[] content = out.toFile().list();
    if (Files.exists(out)
        && (content == null || content.length > 0 && !Files.exists(out.resolve(MARK)))) {
      throw new InputException(out + " is there and no export of a sample; name another folder");
    }
  }

  private static Path part(Path out) {
    return OutputFile.folder(out).resolve(".part-" + out.getFileName());
  }
}
