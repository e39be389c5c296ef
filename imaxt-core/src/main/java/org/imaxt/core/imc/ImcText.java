package org.imaxt.core.imc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .txt} of the instrument: a line a pixel, three decimals. Opening reads the header; the
 * lines are read when pixels or the size are asked for.
 */
public final class ImcText implements RegionPixels {

  private static final Pattern CHANNEL = Pattern.compile("^(.*)\\(([a-zA-Z]+)([0-9]+)[^0-9]*\\)$");

  private static final int LARGEST_SIDE = 1 << 20;

  private final Path path;
  private final Columns columns;
  private final List<RegionChannel> channels;
  private Size size; // found at the first question for it

  private ImcText(Path path, Columns columns, List<RegionChannel> channels, Size size) {
    this.path = path;
    this.columns = columns;
    this.channels = List.copyOf(channels);
    this.size = size;
  }

  /** Number of columns, and where those of use are. */
  private record Columns(int count, int x, int y, int[] channels) {}

  /**
   * What the lines say of the image.
   *
   * @param widthPx largest X + 1
   * @param heightPx largest Y + 1
   * @param rows whole lines
   * @param brokenLines 1 if the last line breaks off, which is then left out
   */
  public record Size(int widthPx, int heightPx, long rows, int brokenLines) {

    /**
     * Whether the file says that the measurement did not come to its end.
     *
     * @return true if there are fewer lines than pixels, or the last breaks off
     */
    public boolean truncated() {
      return brokenLines > 0 || rows < (long) widthPx * heightPx;
    }
  }

  /**
   * Whether the first line of a file is the header of such a file; other texts are not.
   *
   * @param path the file
   * @return true if it names columns X and Y
   * @throws IOException if the file cannot be read
   */
  public static boolean isOne(Path path) throws IOException {
    return Files.size(path) > 0 && header(path).containsAll(List.of("X", "Y"));
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return its content
   * @throws ImcException if its first line is no header of such a file
   * @throws IOException if it cannot be read
   */
  public static ImcText open(Path path) throws IOException {
    List<String> names = header(path);
    List<Integer> places = new ArrayList<>();
    List<RegionChannel> channels = new ArrayList<>();
    int z = names.indexOf("Z");
    int x = names.indexOf("X");
    int y = names.indexOf("Y");
    if (x < 0 || y < 0) {
      throw new ImcException(
          path + " is no text file of imaging mass cytometry: its first line names no X and Y");
    }
    for (int i = Math.max(z, Math.max(x, y)) + 1; i < names.size(); i++) {
      Matcher m = CHANNEL.matcher(names.get(i));
      if (!m.matches()) {
        throw new ImcException(
            "%s: column %d must read like DNA1(Ir191Di), got '%s'"
                .formatted(path, i + 1, names.get(i)));
      }
      channels.add(new RegionChannel(m.group(2) + m.group(3), m.group(1)));
      places.add(i);
    }
    if (channels.isEmpty()) {
      throw new ImcException(path + " has no column with a channel, such as DNA1(Ir191Di)");
    }
    int[] at = places.stream().mapToInt(i -> i).toArray();
    return new ImcText(path, new Columns(names.size(), x, y, at), channels, null);
  }

  /**
   * The same with a size that is known from elsewhere, so that rows missing at the end are missing
   * and not cut off.
   *
   * @param widthPx columns
   * @param heightPx rows
   * @return the region
   * @throws ImcException if the lines leave this size
   * @throws IOException if the file cannot be read
   */
  public ImcText within(int widthPx, int heightPx) throws IOException {
    Size found = size();
    if (found.widthPx() > widthPx || found.heightPx() > heightPx) {
      throw new ImcException(
          "%s has %d x %d px, its acquisition in the .mcd %d x %d"
              .formatted(path, found.widthPx(), found.heightPx(), widthPx, heightPx));
    }
    Size known = new Size(widthPx, heightPx, found.rows(), found.brokenLines());
    return new ImcText(path, columns, channels, known);
  }

  private static List<String> header(Path path) throws IOException {
    String line;
    try (BufferedReader in =
        new BufferedReader(
            new java.io.InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      line = in.readLine();
    }
    if (line == null) {
      throw new ImcException(path + " is empty");
    }
    String text = line.startsWith("\ufeff") ? line.substring(1) : line;
    return List.of(text.split("\t", -1)).stream().map(String::strip).toList();
  }

  @Override
  public int widthPx() throws IOException {
    return size().widthPx();
  }

  @Override
  public int heightPx() throws IOException {
    return size().heightPx();
  }

  @Override
  public List<RegionChannel> channels() {
    return channels;
  }

  /**
   * Size and number of lines; the first call reads the file.
   *
   * @return the size
   * @throws ImcException if a line does not fit the header
   * @throws IOException if the file cannot be read
   */
  public synchronized Size size() throws IOException {
    if (size == null) {
      int width = 0;
      int height = 0;
      long count = 0;
      try (TextRows rows = TextRows.open(path, columns.count())) {
        float[] row = new float[columns.count()];
        while (rows.next(row, Math.max(columns.x(), columns.y()) + 1)) {
          width = Math.max(width, 1 + coordinate(row[columns.x()], rows.line()));
          height = Math.max(height, 1 + coordinate(row[columns.y()], rows.line()));
          count++;
        }
        size = new Size(width, height, count, rows.brokenLines());
      }
    }
    return size;
  }

  private int coordinate(float value, long line) throws ImcException {
    if (!(value >= 0 && value < LARGEST_SIDE) || value != (int) value) {
      throw new ImcException(
          "%s: line %d has the coordinate %s, which is no pixel".formatted(path, line, value));
    }
    return (int) value;
  }

  @Override
  public RegionPlanes planes(int... wanted) throws IOException {
    RegionPlanes.Builder planes = new RegionPlanes.Builder(widthPx(), heightPx(), places(wanted));
    try (TextRows rows = TextRows.open(path, columns.count())) {
      float[] row = new float[columns.count()];
      while (rows.next(row, columns.count())) {
        planes.place(row[columns.x()], row[columns.y()], row, 0);
      }
    }
    return planes.build();
  }

  private int[] places(int... wanted) {
    int[] places = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      places[i] = columns.channels()[wanted[i]];
    }
    return places;
  }
}
