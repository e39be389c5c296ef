package org.imaxt.imc.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file by the letter of FCS 3.1 and checks what the standard requires of it; written from
 * its text and not from our writer.
 */
final class FcsReader {

  private static final List<String> REQUIRED =
      List.of(
          "$BEGINANALYSIS",
          "$BEGINDATA",
          "$BEGINSTEXT",
          "$BYTEORD",
          "$DATATYPE",
          "$ENDANALYSIS",
          "$ENDDATA",
          "$ENDSTEXT",
          "$MODE",
          "$NEXTDATA",
          "$PAR",
          "$TOT");

  private final byte[] bytes;
  private final Map<String, String> keywords = new LinkedHashMap<>();

  private FcsReader(byte[] bytes) {
    this.bytes = bytes;
  }

  static FcsReader read(Path file) throws IOException {
    FcsReader fcs = new FcsReader(Files.readAllBytes(file));
    fcs.parse();
    return fcs;
  }

  private long headerNumber(int field) {
    String text = new String(bytes, 10 + 8 * field, 8, StandardCharsets.US_ASCII);
    assertEquals(text.length() - text.stripLeading().length() + text.strip().length(), 8);
    return Long.parseLong(text.strip());
  }

  private void parse() {
    assertEquals("FCS3.1    ", new String(bytes, 0, 10, StandardCharsets.US_ASCII));
    int begin = (int) headerNumber(0);
    int end = (int) headerNumber(1);
    assertTrue(begin >= 58 && end < 100_000_000, begin + " " + end);
    String text = new String(bytes, begin, end + 1 - begin, StandardCharsets.UTF_8);
    char delimiter = text.charAt(0);
    assertEquals(delimiter, text.charAt(text.length() - 1));
    String[] words = text.substring(1, text.length() - 1).split(String.valueOf(delimiter), -1);
    assertEquals(0, words.length % 2);
    for (int i = 0; i < words.length; i += 2) {
      assertTrue(!words[i].isEmpty() && !words[i + 1].isEmpty(), "empty " + words[i]);
      assertTrue(keywords.put(words[i], words[i + 1]) == null, "twice " + words[i]);
    }
    assertTrue(keywords.keySet().containsAll(REQUIRED), keywords.keySet().toString());
    assertEquals("1,2,3,4", keyword("$BYTEORD"));
    assertEquals("F", keyword("$DATATYPE"));
    assertEquals("L", keyword("$MODE"));
    long dataBegin = Long.parseLong(keyword("$BEGINDATA"));
    long dataEnd = Long.parseLong(keyword("$ENDDATA"));
    assertTrue(dataBegin > end);
    assertEquals(4L * parameters() * Long.parseLong(keyword("$TOT")), dataEnd + 1 - dataBegin);
    assertEquals(bytes.length, dataEnd + 1);
    boolean fits = dataEnd <= 99_999_999;
    assertEquals(fits ? dataBegin : 0, headerNumber(2));
    assertEquals(fits ? dataEnd : 0, headerNumber(3));
  }

  String keyword(String name) {
    return keywords.get(name);
  }

  private int parameters() {
    return Integer.parseInt(keyword("$PAR"));
  }

  /** The values of each parameter by its short name. */
  Map<String, float[]> events() {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int begin = Integer.parseInt(keyword("$BEGINDATA"));
    int total = Integer.parseInt(keyword("$TOT"));
    int parameters = parameters();
    Map<String, float[]> events = new LinkedHashMap<>();
    for (int p = 1; p <= parameters; p++) {
      assertEquals("32", keyword("$P" + p + "B"));
      assertEquals("0,0", keyword("$P" + p + "E"));
      String name = keyword("$P" + p + "N");
      assertTrue(!name.contains(","), name);
      float[] values = new float[total];
      for (int i = 0; i < total; i++) {
        values[i] = data.getFloat(begin + 4 * (i * parameters + p - 1));
        if (Float.isFinite(values[i])) {
          assertTrue(values[i] < Long.parseLong(keyword("$P" + p + "R")), name);
        }
      }
      assertTrue(events.put(name, values) == null, "two parameters " + name);
    }
    return events;
  }
}
