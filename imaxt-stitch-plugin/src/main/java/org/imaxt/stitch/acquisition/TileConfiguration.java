package org.imaxt.stitch.acquisition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Fiji {@code TileConfiguration.txt}: file names and positions, px.
 *
 * @param lines tiles in the file's order
 * @param dimensions 2 or 3
 */
record TileConfiguration(List<Line> lines, int dimensions) {

  private static final long MAX_BYTES = 64L << 20;
  private static final Pattern DIMENSION = Pattern.compile("dim\\s*=\\s*(\\d+)");
  private static final Pattern LINE =
      Pattern.compile("([^;]+);([^;]*);\\s*\\(([^,()]+),([^,()]+)(?:,([^,()]+))?\\)");

  /**
   * One tile.
   *
   * @param file name of the file, relative to the tiles' folder
   * @param xPx x, px
   * @param yPx y, px
   * @param zPx z, px; 0 with two dimensions
   */
  record Line(String file, double xPx, double yPx, double zPx) {}

  /** Reads a configuration; every line that cannot be used goes to the refusals. */
  static TileConfiguration read(Path path, Refusals refusals) {
    List<Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int dimensions = 2;
    int number = 0;
    for (String raw : text(path).split("\r\n|\n|\r")) {
      number++;
      String line = raw.strip();
      Matcher dimension = DIMENSION.matcher(line);
      Matcher tile = LINE.matcher(line);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      } else if (dimension.matches()) {
        dimensions = dimension.group(1).equals("3") ? 3 : 2;
        if (!dimension.group(1).matches("[23]")) {
          refusals.add("%s line %d: dim must be 2 or 3, got %s", path, number, dimension.group(1));
        }
      } else if (!tile.matches() || !numbers(tile)) {
        refusals.add(
            "%s line %d is not like name.tif; ; (x, y), got \"%s\"; correct it",
            path, number, line);
      } else if (!tile.group(2).isBlank() && !tile.group(2).strip().equals("0")) {
        refusals.add(
            "%s line %d: series %s of a file is not read; save the tiles as single files",
            path, number, tile.group(2).strip());
      } else if (!seen.add(tile.group(1).strip())) {
        refusals.add("%s line %d: %s is listed twice", path, number, tile.group(1).strip());
      } else {
        double z = tile.group(5) == null ? 0 : Double.parseDouble(tile.group(5));
        lines.add(
            new Line(
                tile.group(1).strip(),
                Double.parseDouble(tile.group(3)),
                Double.parseDouble(tile.group(4)),
                z));
      }
    }
    return new TileConfiguration(List.copyOf(lines), dimensions);
  }

  private static boolean numbers(Matcher tile) {
    try {
      for (int group = 3; group <= 5; group++) {
        String text = tile.group(group);
        if (text != null && !(Math.abs(Double.parseDouble(text)) < 1e12)) {
          return false;
        }
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(Path path) {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
        throw Refusals.refusal("no tile configuration at %s; check --tileconfiguration", path);
      }
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new AcquisitionException("tile configuration " + path + " cannot be read: " + e, e);
    }
  }
}
