package org.imaxt.core.tiff;

import java.io.Closeable;
import java.io.IOException;

/** Bytes of a file by position; safe for several threads. */
interface ByteSource extends Closeable {

  /**
   * Fills a part of an array.
   *
   * @throws TiffException of kind TRUNCATED if the bytes end before
   */
  void read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Whether bytes reach up to the given position (exclusive); cheap, decodes no more than needed.
   */
  boolean reaches(long end) throws IOException;

  /** Number of bytes as far as known, for messages. */
  long knownSize() throws IOException;

  /** Checks what a checksum at the end of the source protects, if it has one. */
  void verify() throws IOException;
}
