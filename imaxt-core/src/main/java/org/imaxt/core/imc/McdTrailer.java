package org.imaxt.core.imc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the schema of an {@code .mcd}: the last one that is whole. */
final class McdTrailer {

  private static final String START = "<MCDSchema";
  private static final String END = "</MCDSchema>";

  /** Bytes searched at once, from the end backwards. */
  private static final int WINDOW = 1 << 20;

  /** No schema is longer. */
  private static final long LONGEST = 1L << 29;

  private McdTrailer() {}

  /**
   * What was found.
   *
   * @param schema the tables
   * @param notes what is odd about where they were found
   */
  record Found(McdSchema schema, List<String> notes) {}

  /**
   * The schema of a file; where the file has none because its end is lost, that of the file {@code
   * .schema} beside it.
   *
   * @throws ImcException if there is neither
   */
  static Found find(Path mcd) throws IOException {
    List<String> notes = new ArrayList<>();
    Optional<String> text = inside(mcd, notes);
    if (text.isEmpty()) {
      text = beside(mcd, notes);
    }
    return new Found(
        McdSchema.parse(
            text.orElseThrow(
                () ->
                    new ImcException(
                        "%s holds no MCDSchema at its end, so it is truncated or no .mcd; put its"
                                .formatted(mcd)
                            + " .schema file or its .txt files beside it"))),
        notes);
  }

  private static Optional<String> inside(Path mcd, List<String> notes) throws IOException {
    try (FileChannel file = FileChannel.open(mcd, StandardOpenOption.READ)) {
      long end = findLast(file, END, file.size());
      long start = findLast(file, START, end < 0 ? file.size() : end);
      long later = end < 0 ? -1 : findLast(file, START, file.size());
      if (start < 0) {
        return Optional.empty();
      }
      if (later > end) {
        notes.add("its last MCDSchema breaks off; the one before it is used");
      }
      if (end < 0) {
        notes.add("its MCDSchema breaks off; what comes before that is used");
      }
      long bytes = (end < 0 ? file.size() : end + 2L * END.length()) - start;
      if (bytes > LONGEST) {
        throw new ImcException("%s has an MCDSchema of %d bytes".formatted(mcd, bytes));
      }
      return Optional.of(new String(read(file, start, (int) bytes), StandardCharsets.UTF_16LE));
    }
  }

  private static Optional<String> beside(Path mcd, List<String> notes) throws IOException {
    String name = mcd.getFileName().toString();
    Path schema = mcd.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".schema");
    if (!Files.isRegularFile(schema) || Files.size(schema) > LONGEST) {
      return Optional.empty();
    }
    String text = Files.readString(schema, StandardCharsets.ISO_8859_1);
    Charset utf8 = StandardCharsets.UTF_8;
    int end = text.lastIndexOf(END);
    int start = text.lastIndexOf(START, end < 0 ? text.length() : end);
    if (start < 0) {
      return Optional.empty();
    }
    notes.add("its end with the MCDSchema is lost; %s is used".formatted(schema.getFileName()));
    String part = text.substring(start, end < 0 ? text.length() : end + END.length());
    return Optional.of(new String(part.getBytes(StandardCharsets.ISO_8859_1), utf8));
  }

  /** Place of the last occurrence of a text in UTF-16-LE that ends before a limit, or -1. */
  private static long findLast(FileChannel file, String text, long limit) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_16LE);
    long end = limit;
    while (end >= wanted.length) {
      long from = Math.max(0, end - WINDOW);
      byte[] window = read(file, from, (int) (end - from));
      for (int i = window.length - wanted.length; i >= 0; i--) {
        if (matches(window, i, wanted)) {
          return from + i;
        }
      }
      if (from == 0) {
        break;
      }
      end = from + wanted.length - 1;
    }
    return -1;
  }

  private static boolean matches(byte[] window, int at, byte[] wanted) {
    for (int k = 0; k < wanted.length; k++) {
      if (window[at + k] != wanted[k]) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of a file, all of them or an exception. */
  static byte[] read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new ImcException("the file ends before byte " + (from + length));
      }
    }
    return bytes.array();
  }
}
