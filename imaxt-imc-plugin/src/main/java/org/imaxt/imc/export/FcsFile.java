package org.imaxt.imc.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.sample.Table;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * Cells as events of a flow cytometry standard file, version 3.1 (Spidlen et al., Cytometry A 77
 * (2010) 97-100): list mode, float32, little endian. The region of an event is a number; the
 * keywords {@code ROI_1}, {@code ROI_2} … name them.
 */
final class FcsFile {

  private static final String VERSION = "FCS3.1    ";
  private static final int HEADER_BYTES = 58;

  /** Offsets in the header have eight digits; beyond, only the keywords tell. */
  private static final long MOST_IN_HEADER = 99_999_999;

  private static final char DELIMITER = '\f';
  private static final int FLOAT_BYTES = 4;

  private FcsFile() {}

  static void write(MeasuredCells cells, ObjectKind kind, Statistic statistic, Path out)
      throws IOException {
    CellRows rows = cells.rows(kind, columns(cells, kind, statistic));
    double[] most = new double[rows.chosen().size()];
    int[] events = {0};
    rows.forEach(
        block -> {
          events[0] += block.rows();
          for (int c = 0; c < most.length; c++) {
            most[c] = Math.max(most[c], largest(numbers(block, c)));
          }
        });
    Map<String, String> keywords = keywords(cells, kind, statistic, rows, most, events[0]);
    long bytes = (long) FLOAT_BYTES * most.length * events[0];
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
      stream.write(front(keywords, bytes));
      rows.forEach(block -> append(block, stream));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<CellColumn> columns(
      MeasuredCells cells, ObjectKind kind, Statistic statistic) {
    List<RegionCells> regions = cells.regions();
    List<CellColumn> columns = new ArrayList<>();
    columns.add(CellColumn.object());
    columns.add(CellColumn.number("roi", r -> regions.indexOf(r) + 1));
    columns.addAll(CellColumn.inRegion());
    if (regions.stream().anyMatch(RegionCells::hasStage)) {
      columns.addAll(CellColumn.onStage());
    }
    if (regions.stream().anyMatch(r -> r.toCube().isPresent())) {
      columns.addAll(CellColumn.inCube());
    }
    columns.add(CellColumn.property("area", kind, ShapeProperty.AREA));
    columns.add(CellColumn.property("eccentricity", kind, ShapeProperty.ECCENTRICITY));
    columns.addAll(cells.intensities(kind, statistic));
    return columns;
  }

  private static double[] numbers(Table block, int column) {
    String name = block.names().get(column);
    return block.type(name) == org.imaxt.core.sample.ColumnType.INT
        ? Arrays.stream(block.ints(name)).asDoubleStream().toArray()
        : block.doubles(name);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
  }

  private static Map<String, String> keywords(
      MeasuredCells cells,
      ObjectKind kind,
      Statistic statistic,
      CellRows rows,
      double[] most,
      int events) {
    Map<String, String> keywords = new LinkedHashMap<>();
    keywords.put("$BYTEORD", "1,2,3,4");
    keywords.put("$DATATYPE", "F");
    keywords.put("$MODE", "L");
    keywords.put("$NEXTDATA", "0");
    keywords.put("$PAR", Integer.toString(most.length));
    keywords.put("$TOT", Integer.toString(events));
    List<CellColumn> columns = rows.chosen();
    Set<String> taken = new HashSet<>();
    for (int c = 0; c < columns.size(); c++) {
      String p = "$P" + (c + 1);
      String name = columns.get(c).name();
      var channel = cells.channels().get(name);
      keywords.put(p + "N", unique(channel == null ? name : channel.key(), taken));
      keywords.put(p + "S", name);
      keywords.put(p + "B", Integer.toString(8 * FLOAT_BYTES));
      keywords.put(p + "E", "0,0");
      keywords.put(p + "R", Long.toString((long) Math.ceil(most[c]) + 1));
    }
    for (int i = 0; i < cells.regions().size(); i++) {
      keywords.put("ROI_" + (i + 1), cells.regions().get(i).name());
    }
    keywords.put("KIND", kind.word());
    keywords.put("STATISTIC", statistic.name().toLowerCase(Locale.ROOT));
    return keywords;
  }

  /** Short names hold no commas and differ. */
  private static String unique(String name, Set<String> taken) {
    String plain = name.replace(',', ' ');
    String one = plain;
    for (int n = 2; !taken.add(one); n++) {
      one = plain + "_" + n;
    }
    return one;
  }

  /** Header and text; where the data lie depends on how long the text is that says so. */
  private static byte[] front(Map<String, String> keywords, long dataBytes) {
    long begin = 0;
    while (true) {
      long end = dataBytes == 0 ? begin : begin + dataBytes - 1;
      byte[] text = text(keywords, begin, end);
      if (begin == HEADER_BYTES + text.length) {
        boolean fits = end <= MOST_IN_HEADER;
        String header =
            String.format(
                Locale.ROOT,
                "%s%8d%8d%8d%8d%8d%8d",
                VERSION,
                HEADER_BYTES,
                begin - 1,
                fits ? begin : 0,
                fits ? end : 0,
                0,
                0);
        ByteBuffer front = ByteBuffer.allocate((int) begin);
        front.put(header.getBytes(StandardCharsets.US_ASCII)).put(text);
        return front.array();
      }
      begin = HEADER_BYTES + text.length;
    }
  }

  private static byte[] text(Map<String, String> keywords, long begin, long end) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String none : List.of("ANALYSIS", "STEXT")) {
      all.put("$BEGIN" + none, "0");
      all.put("$END" + none, "0");
    }
    all.put("$BEGINDATA", Long.toString(begin));
    all.put("$ENDDATA", Long.toString(end));
    all.putAll(keywords);
    StringBuilder text = new StringBuilder().append(DELIMITER);
    all.forEach(
        (key, value) ->
            text.append(key)
                .append(DELIMITER)
                .append(value.isEmpty() ? " " : value.replace(DELIMITER, ' '))
                .append(DELIMITER));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(Table block, OutputStream stream) {
    int columns = block.names().size();
    ByteBuffer bytes =
        ByteBuffer.allocate(FLOAT_BYTES * columns * block.rows()).order(ByteOrder.LITTLE_ENDIAN);
    for (int c = 0; c < columns; c++) {
      double[] values = numbers(block, c);
      for (int row = 0; row < values.length; row++) {
        bytes.putFloat(FLOAT_BYTES * (row * columns + c), (float) values[row]);
      }
    }
    try {
      stream.write(bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
