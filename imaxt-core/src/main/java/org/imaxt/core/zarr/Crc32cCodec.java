package org.imaxt.core.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Appends the CRC-32C of the bytes, little-endian, and checks it on the way back. */
record Crc32cCodec() implements ByteCodec {

  @Override
  public ByteSpan encode(ByteSpan in) {
    ByteBuffer out = ByteBuffer.allocate(in.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
    out.put(in.array(), in.offset(), in.length());
    out.putInt(checksum(in.array(), in.offset(), in.length()));
    return ByteSpan.of(out.array());
  }

  @Override
  public ByteSpan decode(ByteSpan in, int expected) throws CodecException {
    int length = in.length() - 4;
    if (length < 0) {
      throw new CodecException("only " + in.length() + " bytes, too few for a checksum");
    }
    int stored =
        ByteBuffer.wrap(in.array()).order(ByteOrder.LITTLE_ENDIAN).getInt(in.offset() + length);
    int found = checksum(in.array(), in.offset(), length);
    if (stored != found) {
      throw new CodecException("crc32c is %08x, the chunk says %08x".formatted(found, stored));
    }
    return new ByteSpan(in.array(), in.offset(), length).require(expected);
  }

  @Override
  public int encodedLength(int length) {
    return length == UNKNOWN ? UNKNOWN : length + 4;
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
