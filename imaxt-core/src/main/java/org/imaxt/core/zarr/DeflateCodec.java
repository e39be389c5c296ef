package org.imaxt.core.zarr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Deflate in a gzip or zlib envelope, by the JDK. */
record DeflateCodec(Envelope envelope, int level) implements ByteCodec {

  enum Envelope {
    GZIP,
    ZLIB
  }

  @Override
  public ByteSpan encode(ByteSpan in) {
    ByteArrayOutputStream sink = new ByteArrayOutputStream(Math.max(64, in.length() / 2));
    Deflater zlib = new Deflater(level);
    try (DeflaterOutputStream out =
        envelope == Envelope.GZIP ? gzip(sink, level) : new DeflaterOutputStream(sink, zlib)) {
      out.write(in.array(), in.offset(), in.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array does not fail
    } finally {
      zlib.end();
    }
    return ByteSpan.of(sink.toByteArray());
  }

  private static GZIPOutputStream gzip(ByteArrayOutputStream sink, int level) throws IOException {
    return new GZIPOutputStream(sink) {
      {
        def.setLevel(level);
      }
    };
  }

  @Override
  public ByteSpan decode(ByteSpan in, int expected) throws CodecException {
    ByteArrayInputStream source = new ByteArrayInputStream(in.array(), in.offset(), in.length());
    try (InputStream stream =
        envelope == Envelope.GZIP
            ? new GZIPInputStream(source, 1 << 16)
            : new InflaterInputStream(source)) {
      if (expected == UNKNOWN) {
        byte[] all = stream.readNBytes(LARGEST);
        if (all.length == LARGEST) {
          throw new CodecException("decodes to more than " + LARGEST + " bytes");
        }
        return ByteSpan.of(all);
      }
      byte[] out = stream.readNBytes(expected);
      if (out.length == expected && stream.read() >= 0) {
        throw new CodecException("decodes to more than the expected " + expected + " bytes");
      }
      return ByteSpan.of(out).require(expected);
    } catch (IOException e) {
      throw new CodecException("broken " + envelope.name().toLowerCase(Locale.ROOT) + " stream", e);
    }
  }
}
