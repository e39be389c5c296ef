package org.imaxt.core.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A store in a folder: one file a value.
 *
 * <p>A value is written to a temporary file in its own folder and moved into place atomically, so a
 * process that dies leaves the old value or the new one. It may also leave its temporary file,
 * which {@link #list} does not show and {@link #removeLeftovers} deletes. Values are not forced to
 * the disk: a loss of power is not guarded against.
 */
public final class FileStore implements Store {

  /** Prefix of temporary files. */
  private static final String TEMPORARY = ".part-";

  /** Bytes a transfer: the JDK keeps a direct buffer of this size a thread. */
  private static final int SLICE = 1 << 18;

  private final Path root;

  /**
   * Uses a folder, which need not exist before the first write.
   *
   * @param root the folder
   */
  public FileStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The folder of this store.
   *
   * @return absolute path
   */
  public Path root() {
    return root;
  }

  @Override
  public Optional<byte[]> read(String key) {
    Path file = file(StoreKey.require(key));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE - 8) {
        throw new IOException("file has " + size + " bytes, too many for one value");
      }
      byte[] bytes = new byte[(int) size];
      read(channel, 0, bytes, bytes.length);
      return Optional.of(bytes);
    } catch (IOException e) {
      return emptyWhenAbsent(file, e);
    }
  }

  @Override
  public Optional<byte[]> read(String key, long offset, int length) {
    Path file = file(StoreKey.require(key));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = offset < 0 ? channel.size() + offset : offset;
      if (from < 0 || length < 0 || from + length > channel.size()) {
        throw new EOFException("file has only " + channel.size() + " bytes");
      }
      byte[] bytes = new byte[length];
      read(channel, from, bytes, length);
      return Optional.of(bytes);
    } catch (IOException e) {
      return emptyWhenAbsent(file, e);
    }
  }

  @Override
  public boolean read(String key, long offset, byte[] target, int length) {
    Path file = file(StoreKey.require(key));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      read(channel, offset, target, length);
      return true;
    } catch (IOException e) {
      return emptyWhenAbsent(file, e).isPresent();
    }
  }

  private static void read(FileChannel channel, long from, byte[] target, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target);
    for (int at = 0; at < length; ) {
      buffer.limit(Math.min(length, at + SLICE)).position(at);
      int n = channel.read(buffer, from + at);
      if (n < 0) {
        throw new EOFException("file ended after " + (from + at) + " bytes");
      }
      at += n;
    }
  }

  /** A folder in place of a file, or a missing one, is no value; anything else is a failure. */
  private static Optional<byte[]> emptyWhenAbsent(Path file, IOException e) {
    boolean absent = e instanceof NoSuchFileException || e instanceof NotDirectoryException;
    if (absent || Files.isDirectory(file) || hasFileAsParent(file)) {
      return Optional.empty();
    }
    throw new StoreException("read", file.toString(), e);
  }

  private static boolean hasFileAsParent(Path file) {
    for (Path p = file.getParent(); p != null; p = p.getParent()) {
      if (Files.exists(p)) {
        return !Files.isDirectory(p);
      }
    }
    return false;
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(file(StoreKey.require(key)));
  }

  @Override
  public void write(String key, byte[] bytes, int length) {
    Path file = file(StoreKey.require(key));
    Path part = file.resolveSibling(TEMPORARY + UUID.randomUUID());
    try {
      writePart(part, bytes, length);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      StoreException failure = new StoreException("write", file.toString(), e);
      try {
        Files.deleteIfExists(part);
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  private static void writePart(Path part, byte[] bytes, int length) throws IOException {
    try (FileChannel channel = create(part)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.position() < length) {
        buffer.limit(Math.min(length, buffer.position() + SLICE));
        channel.write(buffer);
      }
    }
  }

  /**
   * Creates the folder only when it is missing, which is rare; deleting it meanwhile is retried
   * once.
   */
  private static FileChannel create(Path part) throws IOException {
    try {
      return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(part.getParent());
      return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  @Override
  public void delete(String key) {
    Path file = file(StoreKey.require(key));
    try {
      if (!Files.isDirectory(file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new StoreException("delete", file.toString(), e);
    }
  }

  @Override
  public void deleteTree(String prefix) {
    Path top = file(StoreKey.require(prefix));
    walk(top, "delete", new Deleter());
  }

  /**
   * Deletes temporary files that a killed writer left below a prefix. Call it only while nobody
   * else writes there.
   *
   * @param prefix a key, or empty for the root
   * @throws StoreException if a file cannot be deleted
   */
  public void removeLeftovers(String prefix) {
    walk(file(StoreKey.requirePrefix(prefix)), "clean", new LeftoverDeleter());
  }

  private static void walk(Path top, String action, SimpleFileVisitor<Path> visitor) {
    try {
      if (Files.exists(top)) {
        Files.walkFileTree(top, visitor);
      }
    } catch (IOException e) {
      throw new StoreException(action, top.toString(), e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Path folder = file(StoreKey.requirePrefix(prefix));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !name.startsWith(TEMPORARY))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StoreException("list", folder.toString(), e);
    }
  }

  @Override
  public String describe() {
    return root.toString();
  }

  @Override
  public String describe(String key) {
    return file(key).toString();
  }

  private Path file(String key) {
    Path file = root.resolve(key).normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException("key '" + key + "' leaves the store " + root);
    }
    return file;
  }

  /** Deletes files, then their folders; symbolic links are removed, not followed. */
  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      if (e != null) {
        throw e;
      }
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException writtenMeanwhile) {
        throw new IOException("folder was written to while it was deleted", writtenMeanwhile);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** Deletes temporary files only. */
  private static final class LeftoverDeleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.getFileName().toString().startsWith(TEMPORARY)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
