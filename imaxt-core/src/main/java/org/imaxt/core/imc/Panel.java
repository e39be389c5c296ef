package org.imaxt.core.imc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of channels with their targets, as a CSV file: steinbock's ({@code channel,name}, with
 * {@code keep} if some are left out) or the older one ({@code Metal Tag,Target}, with {@code
 * full}).
 */
public final class Panel {

  /** Which of the two a panel is. */
  public enum Kind {
    /** Its rows are in the order of the image's channels. */
    STEINBOCK,
    /**
     * Its rows are in any order; channels without names are taken to be in that of their masses.
     */
    METAL_TAGS
  }

  /**
   * A row.
   *
   * @param channel what the row names and what people call it
   * @param keep whether the channel is to be taken
   */
  private record Row(RegionChannel channel, boolean keep) {}

  /**
   * A channel that was chosen.
   *
   * @param index its place in the file
   * @param channel its key and name
   */
  public record Chosen(int index, RegionChannel channel) {}

  private final Path path;
  private final Kind kind;
  private final List<Row> rows;

  private Panel(Path path, Kind kind, List<Row> rows) {
    this.path = path;
    this.kind = kind;
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads a panel.
   *
   * @param path a CSV file, {@code ,} or {@code ;} between its columns
   * @return the panel
   * @throws ImcException if it is no panel, or names a channel or a target twice
   * @throws IOException if it cannot be read
   */
  public static Panel read(Path path) throws IOException {
    List<List<String>> lines = CsvLines.read(path);
    if (lines.isEmpty()) {
      throw new ImcException(path + " is empty, a panel has a line of column names");
    }
    List<String> header =
        lines.get(0).stream().map(h -> h.strip().toLowerCase(Locale.ROOT)).toList();
    int channel = header.indexOf("channel");
    int name = header.indexOf("name");
    int keep = header.indexOf("keep");
    Kind kind = Kind.STEINBOCK;
    if (channel < 0 || name < 0) {
      kind = Kind.METAL_TAGS;
      channel = header.indexOf("metal tag");
      name = header.indexOf("target");
      keep = header.indexOf("full");
    }
    if (channel < 0 || name < 0) {
      throw new ImcException(
          "%s is no panel: its columns must hold channel and name, or Metal Tag and Target, got %s"
              .formatted(path, header));
    }
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      String text = cell(line, channel);
      if (!text.isEmpty()) {
        RegionChannel named = new RegionChannel(MetalTag.key(text).orElse(text), cell(line, name));
        rows.add(new Row(named, kept(cell(line, keep))));
      }
    }
    Panel panel = new Panel(path, kind, rows);
    panel.requireDistinct();
    return panel;
  }

  private static String cell(List<String> line, int column) {
    return column >= 0 && column < line.size() ? line.get(column).strip() : "";
  }

  private static boolean kept(String cell) {
    return !Set.of("0", "0.0", "false", "no").contains(cell.toLowerCase(Locale.ROOT));
  }

  private void requireDistinct() throws ImcException {
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Row row : rows) {
      if (!keys.add(row.channel().key())) {
        throw new ImcException(
            "%s names channel %s twice; leave one row of it".formatted(path, row.channel().key()));
      }
      if (row.keep() && !names.add(row.channel().name())) {
        throw new ImcException(
            "%s gives two channels the name '%s'; give each its own"
                .formatted(path, row.channel().name()));
      }
    }
    if (names.isEmpty()) {
      throw new ImcException(path + " keeps no channel");
    }
  }

  /**
   * Which of the two kinds it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Names and selects the channels of a file; they stay in the file's order.
   *
   * @param channels the channels of the file
   * @return those that the panel keeps, under its names
   * @throws ImcException if the file lacks one of them, or names none itself and does not have as
   *     many as the panel
   */
  public List<Chosen> choose(List<RegionChannel> channels) throws ImcException {
    boolean named = channels.stream().noneMatch(c -> c.key().isEmpty());
    return named ? byKey(channels) : byOrder(channels.size());
  }

  private List<Chosen> byKey(List<RegionChannel> channels) throws ImcException {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < channels.size(); i++) {
      places.putIfAbsent(channels.get(i).key(), i);
      places.putIfAbsent(channels.get(i).name(), i);
    }
    RegionChannel[] taken = new RegionChannel[channels.size()];
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      Optional<Integer> place = Optional.ofNullable(places.get(row.channel().key()));
      if (row.keep() && place.isEmpty()) {
        missing.add(row.channel().key());
      } else if (row.keep()) {
        String key = channels.get(place.get()).key();
        taken[place.get()] = new RegionChannel(key, row.channel().name());
      }
    }
    if (!missing.isEmpty()) {
      throw new ImcException(
          "%s names %s, the image has %s"
              .formatted(
                  path,
                  String.join(", ", missing),
                  String.join(", ", channels.stream().map(RegionChannel::key).toList())));
    }
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] != null) {
        chosen.add(new Chosen(i, taken[i]));
      }
    }
    return chosen;
  }

  private List<Chosen> byOrder(int channels) throws ImcException {
    List<Row> ordered = kind == Kind.METAL_TAGS ? byMass() : rows;
    List<Row> kept = ordered.stream().filter(Row::keep).toList();
    List<Row> inOrder = ordered.size() == channels ? ordered : kept;
    if (inOrder.size() != channels) {
      throw new ImcException(
          "%s names %d channels, %d of them kept; the image has %d"
              .formatted(path, rows.size(), kept.size(), channels));
    }
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      if (inOrder.get(i).keep()) {
        chosen.add(new Chosen(i, inOrder.get(i).channel()));
      }
    }
    return chosen;
  }

  /** The instrument's order, which images that are made of its files keep. */
  private List<Row> byMass() throws ImcException {
    for (Row row : rows) {
      if (MetalTag.mass(row.channel().key()).isEmpty()) {
        throw new ImcException(
            "%s names '%s', which is no metal, so that the order of the image's channels is not"
                    .formatted(path, row.channel().key())
                + " known; give a panel with the columns channel and name in the image's order");
      }
    }
    return rows.stream()
        .sorted(Comparator.comparingInt(r -> MetalTag.mass(r.channel().key()).orElseThrow()))
        .toList();
  }
}
