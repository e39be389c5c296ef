package org.imaxt.core.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;

/** Appends chunks and directories to a little-endian BigTIFF. */
final class BigTiffOutput {

  /** Where the header keeps the position of the first directory. */
  static final long FIRST_LINK = 8;

  private final FileChannel channel;
  private long end;
  private long lastLink;

  BigTiffOutput(FileChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer header = buffer(16);
    header.put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8);
    write(header.putShort((short) 0).putLong(0));
  }

  /** Appends bytes at an even position and returns it. */
  long append(byte[] bytes) throws IOException {
    if (end % 2 == 1) {
      write(ByteBuffer.allocate(1).put((byte) 0));
    }
    long at = end;
    write(ByteBuffer.wrap(bytes).position(bytes.length));
    return at;
  }

  /** Appends the values of the fields, then the directory, and returns the directory's position. */
  long directory(TiffFields fields) throws IOException {
    List<TiffFields.Field> list = fields.list();
    ByteBuffer body = buffer(8 + 20 * list.size() + 8);
    body.putLong(list.size());
    for (TiffFields.Field field : list) {
      body.putShort((short) field.code()).putShort((short) field.type()).putLong(field.count());
      if (field.bytes().length <= 8) {
        body.put(field.bytes()).position(body.position() + 8 - field.bytes().length);
      } else {
        body.putLong(append(field.bytes()));
      }
    }
    body.putLong(0);
    long at = append(body.array());
    lastLink = at + 8 + 20L * list.size();
    return at;
  }

  /** Where the last directory keeps the position of the next. */
  long linkOfLastDirectory() {
    return lastLink;
  }

  /** Writes a position into a link that was left open. */
  void patch(long link, long position) throws IOException {
    ByteBuffer bytes = buffer(8).putLong(position).flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes, link + bytes.position());
    }
  }

  private void write(ByteBuffer filled) throws IOException {
    ByteBuffer bytes = filled.flip();
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
