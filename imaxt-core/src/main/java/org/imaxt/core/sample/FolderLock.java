package org.imaxt.core.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second writer out of a sample in a folder, and tells it who the first is. The operating
 * system releases it when the process dies, however it dies; the file then still names who that
 * was, which nobody is told any more.
 */
final class FolderLock implements SharedStore.Hold {

  /**
   * The locks of this process. The system gives locks to processes, and takes one away when the
   * process opens and closes the file a second time, so that must not happen.
   */
  private static final Map<Path, Holder> HELD = new ConcurrentHashMap<>();

  /** The one byte that is locked, far behind the text: some systems let nobody read what is. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock acquire(Path sample, String name) {
    try {
      Path folder = Files.createDirectories(sample.resolve(name).getParent()).toRealPath();
      Path file = folder.resolve(sample.resolve(name).getFileName());
      Holder mine = Holder.mine();
      Holder other = HELD.putIfAbsent(file, mine);
      if (other != null) {
        throw refusal(sample, " (" + other + ")");
      }
      try {
        return acquire(sample, file, mine);
      } catch (IOException | RuntimeException e) {
        HELD.remove(file);
        throw e;
      }
    } catch (IOException e) {
      throw new SampleFormatException(
          sample + " cannot be written (" + e + "); check its permissions and the disk", e);
    }
  }

  private static FolderLock acquire(Path sample, Path file, Holder mine) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw refusal(sample, named(file));
      }
      tell(channel, mine);
      return new FolderLock(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Writes who holds the lock, if the disk has room: without, the lock holds as well. */
  private static void tell(FileChannel channel, Holder mine) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((mine + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      LoggerFactory.getLogger(FolderLock.class).debug("the lock does not name its holder", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // held by another class loader of this process
    }
  }

  /** Who holds a file, in brackets; empty if it has not said so yet. */
  private static String named(Path file) {
    try {
      String holder = Files.readString(file).strip();
      return holder.isEmpty() ? "" : " (" + holder + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static SampleFormatException refusal(Path sample, String holder) {
    return new SampleFormatException(
        sample + " is being written by another run" + holder + "; wait for it or end it");
  }

  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      throw new SampleFormatException("the lock of the sample cannot be released", e);
    } finally {
      HELD.remove(file);
    }
  }
}
