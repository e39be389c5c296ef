package org.imaxt.stitch.acquisition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Mosaic_….txt} file: {@code key:value} lines split at the first colon, and stage
 * positions.
 *
 * @param path the file
 * @param values values by key, in the file's order, positions too (as {@code delta:absolute} lists)
 * @param xTenthsUm absolute {@code XPos} readings in the file's order, 0.1 µm
 * @param yTenthsUm absolute {@code YPos} readings in the file's order, 0.1 µm
 */
record MosaicFile(
    Path path, Map<String, String> values, List<Long> xTenthsUm, List<Long> yTenthsUm) {

  /** Largest file believed to be one: a thousand tiles take 40 kB. */
  private static final long MAX_BYTES = 64L << 20;

  private static final Pattern POSITION = Pattern.compile("([XY]Pos)(-?\\d{1,15}):(-?\\d{1,15})");

  /** Reads a file; problems of single lines go to the refusals, all at once. */
  static MosaicFile read(Path path, Refusals refusals) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Long> xs = new ArrayList<>();
    List<Long> ys = new ArrayList<>();
    String lastKey = "";
    for (String line : text(path).split("\r\n|\n|\r", -1)) {
      String trimmed = line.strip();
      Matcher position = POSITION.matcher(trimmed);
      int colon = trimmed.indexOf(':');
      if (position.matches()) {
        String axis = position.group(1);
        (axis.startsWith("X") ? xs : ys).add(Long.parseLong(position.group(3)));
        values.merge(
            axis, position.group(2) + ":" + position.group(3), (all, one) -> all + " " + one);
      } else if (trimmed.matches("[XY]Pos-?\\d.*")) {
        refusals.add(
            "position line \"%s\" in %s is not like XPos<delta>:<absolute>; correct it",
            shortened(trimmed), path);
      } else if (colon > 0) {
        lastKey = trimmed.substring(0, colon).strip();
        values.merge(lastKey, trimmed.substring(colon + 1).strip(), (all, one) -> all + "\n" + one);
      } else if (!trimmed.isEmpty()) {
        // free text runs over several lines; kept apart so that it cannot spoil a number
        values.merge(lastKey + " (continued)", trimmed, (all, one) -> all + "\n" + one);
      }
    }
    return new MosaicFile(path, values, xs, ys);
  }

  private static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private static String text(Path path) {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
        throw Refusals.refusal("%s is no Mosaic file: it is no text file of a usual size", path);
      }
      byte[] bytes = Files.readAllBytes(path);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        text = new String(bytes, StandardCharsets.ISO_8859_1); // as Western Windows writes it
      }
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new AcquisitionException("Mosaic file " + path + " cannot be read: " + e, e);
    }
  }

  /** A value, empty if the key is absent or has nothing behind its colon. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(v -> !v.isEmpty());
  }
}
