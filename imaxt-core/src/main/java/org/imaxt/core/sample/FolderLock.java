package org.imaxt.core.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second writer out of a sample in a folder. The operating system releases it when the
 * process dies, however it dies.
 */
final class FolderLock implements SharedStore.Hold {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock acquire(Path sample, String name) {
    Path file = sample.resolve(name);
    FileChannel channel = null;
    try {
      Files.createDirectories(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new SampleFormatException(
            sample + " is being written by another run; wait for it or end it");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new SampleFormatException(
          sample + " cannot be written (" + e + "); check its permissions and the disk", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another thread of this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SampleFormatException("the lock of the sample cannot be released", e);
    }
  }
}
