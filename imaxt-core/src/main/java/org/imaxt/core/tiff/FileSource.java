package org.imaxt.core.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A plain file. */
final class FileSource implements ByteSource {

  private final Path path;
  private final FileChannel channel;
  private final long size;

  FileSource(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.size = channel.size();
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    long at = position;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw new TiffException(
            TiffException.Kind.TRUNCATED,
            path,
            "truncated: bytes up to " + (position + length) + " are needed, the file has " + at);
      }
      at += n;
    }
  }

  @Override
  public boolean reaches(long end) {
    return end <= size;
  }

  @Override
  public long knownSize() {
    return size;
  }

  @Override
  public void verify() {
    // plain files carry no checksum
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
