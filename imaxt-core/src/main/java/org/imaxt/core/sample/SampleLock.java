package org.imaxt.core.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second writer out of a sample. The operating system releases it when the process dies,
 * however it dies.
 */
final class SampleLock implements AutoCloseable {

  private final FileChannel channel;

  private SampleLock(FileChannel channel) {
    this.channel = channel;
  }

  static SampleLock none() {
    return new SampleLock(null);
  }

  static SampleLock acquire(Path sample) {
    Path file = sample.resolve(Layout.PRIVATE).resolve("lock");
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
      return new SampleLock(channel);
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
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new SampleFormatException("the lock of the sample cannot be released", e);
    }
  }
}
