package org.imaxt.core.imc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Lines of numbers between tabs, behind a header. Not safe for several threads. */
final class TextRows implements Closeable {

  /** Powers of ten that are exact in a double. */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int MOST_DIGITS = 15;

  private final Path path;
  private final InputStream in;
  private final int columns;
  private byte[] buffer = new byte[1 << 20];
  private int at;
  private int filled;
  private long line;
  private int brokenLines;

  private TextRows(Path path, InputStream in, int columns) {
    this.path = path;
    this.in = in;
    this.columns = columns;
  }

  /** Opens a file and passes over its first line. */
  static TextRows open(Path path, int columns) throws IOException {
    TextRows rows = new TextRows(path, Files.newInputStream(path), columns);
    try {
      rows.lineEnd();
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** Number of the line read last, from 1. */
  long line() {
    return line;
  }

  /** 1 if the last line broke off and was left out, else 0. */
  int brokenLines() {
    return brokenLines;
  }

  /**
   * Reads a line; empty ones are passed over.
   *
   * @param row gets the numbers
   * @param needed how many of the first columns are read
   * @return false at the end
   * @throws ImcException if a line other than the last does not fit
   */
  boolean next(float[] row, int needed) throws IOException {
    while (true) {
      int start = at;
      int end = lineEnd();
      start = lineStart(start);
      if (end < 0) {
        return false;
      }
      int stop = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
      if (stop > start) {
        boolean last = at >= filled && !refilled();
        if (tabs(start, stop) == columns - 1 && parse(row, needed, start, stop, last)) {
          return true;
        }
        if (!last) {
          throw new ImcException(
              "%s: line %d has %d columns of numbers, the header %d"
                  .formatted(path, line, 1 + tabs(start, stop), columns));
        }
        brokenLines = 1;
        return false;
      }
    }
  }

  private int shift; // by how much the last call of lineEnd or refilled moved the buffer's content

  /** Where a line begins after the buffer was moved. */
  private int lineStart(int before) {
    return before - shift;
  }

  /** Goes behind the next line feed and returns its place, or the end of the text, or -1. */
  private int lineEnd() throws IOException {
    shift = 0;
    int scan = at;
    while (true) {
      while (scan < filled && buffer[scan] != '\n') {
        scan++;
      }
      if (scan < filled) {
        at = scan + 1;
        line++;
        return scan;
      }
      int offset = scan - at;
      if (!more()) {
        int end = filled;
        boolean none = at == filled;
        at = filled;
        line++;
        return none ? -1 : end;
      }
      scan = at + offset;
    }
  }

  /** Moves what is left of the text to the front and reads on; false at the end of the file. */
  private boolean more() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, filled - at);
      shift += at;
      filled -= at;
      at = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /** Whether more text follows a line that ends with the buffer; what was read stays in place. */
  private boolean refilled() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  private int tabs(int start, int end) {
    int tabs = 0;
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\t') {
        tabs++;
      }
    }
    return tabs;
  }

  /** Numbers of a line; false if the last line has one that is none. */
  private boolean parse(float[] row, int needed, int start, int end, boolean last)
      throws ImcException {
    int from = start;
    for (int c = 0; c < needed; c++) {
      int to = from;
      while (to < end && buffer[to] != '\t') {
        to++;
      }
      try {
        row[c] = number(from, to);
      } catch (NumberFormatException e) {
        if (last) {
          return false;
        }
        throw new ImcException(
            "%s: line %d, column %d is no number: '%s'"
                .formatted(path, line, c + 1, text(from, to)),
            e);
      }
      from = to + 1;
    }
    return true;
  }

  /** Digits with at most one point are read here, all else by the JDK. */
  private float number(int from, int to) {
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (int i = from; i < to; i++) {
      int c = buffer[i];
      if (c >= '0' && c <= '9' && count < MOST_DIGITS) {
        digits = 10 * digits + c - '0';
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (c == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return other(text(from, to).strip());
      }
    }
    if (count == 0) {
      return other(text(from, to).strip());
    }
    return (float) (digits / TENS[Math.max(0, decimals)]);
  }

  private static float other(String text) {
    return text.equalsIgnoreCase("nan") ? Float.NaN : Float.parseFloat(text);
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
