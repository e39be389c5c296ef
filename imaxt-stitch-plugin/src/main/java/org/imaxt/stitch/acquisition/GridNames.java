package org.imaxt.stitch.acquisition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a folder that fit a pattern, with the numbers in their names. */
final class GridNames {

  private static final Pattern ANY = Pattern.compile("\\{(i+|x+|y+|c+)}");

  private GridNames() {}

  /**
   * A file that fits.
   *
   * @param file the file
   * @param i number of the tile, 0 if the pattern has none
   * @param x number of the column, 0 if the pattern has none
   * @param y number of the row, 0 if the pattern has none
   * @param c number of the channel, 0 if the pattern has none
   */
  record Named(Path file, int i, int x, int y, int c) {}

  static Pattern placeholder(char letter) {
    return Pattern.compile("\\{" + letter + "+}");
  }

  /** All files that fit, by name; links that leave the folder are refused. */
  static List<Named> find(AcquisitionFolder folder, String pattern, Refusals refusals) {
    Pattern name = regex(pattern);
    List<Named> found = new ArrayList<>();
    for (Path file : folder.list(folder.path())) {
      Matcher m = name.matcher(file.getFileName().toString());
      if (!m.matches() || Files.isDirectory(file)) {
        continue;
      }
      if (folder.leaves(file)) {
        refusals.add("%s leads out of the folder; copy the file there", file);
      } else {
        found.add(
            new Named(
                file,
                group(m, pattern, 'i'),
                group(m, pattern, 'x'),
                group(m, pattern, 'y'),
                group(m, pattern, 'c')));
      }
    }
    return found;
  }

  private static int group(Matcher m, String pattern, char letter) {
    return placeholder(letter).matcher(pattern).find()
        ? Integer.parseInt(m.group(String.valueOf(letter)))
        : 0;
  }

  /** The pattern as a regular expression; a placeholder used twice must stand for one number. */
  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    Matcher m = ANY.matcher(pattern);
    int at = 0;
    while (m.find()) {
      regex.append(Pattern.quote(pattern.substring(at, m.start())));
      String letter = m.group(1).substring(0, 1);
      boolean again = regex.indexOf("(?<" + letter + ">") >= 0;
      regex.append(again ? "\\k<" + letter + ">" : "(?<" + letter + ">\\d{1,9})");
      at = m.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(pattern.substring(at))).toString());
  }

  /** The first number: as given, else 0 or 1 by presence; empty if neither is there. */
  static OptionalInt start(OptionalInt given, List<Integer> numbers, int count) {
    if (given.isPresent()) {
      return given;
    }
    if (numbers.contains(0)) {
      return OptionalInt.of(0);
    }
    // with neither there, the first tile may be missing: counted from 1 if all fit
    boolean fit = numbers.contains(1) || numbers.stream().allMatch(n -> n <= count);
    return fit ? OptionalInt.of(1) : OptionalInt.empty();
  }

  /** Channels from 1 by the numbers in the names, ascending. */
  static TreeMap<Integer, Integer> channels(List<Named> names) {
    TreeMap<Integer, Integer> channels = new TreeMap<>();
    names.forEach(n -> channels.put(n.c(), 0));
    int next = 1;
    for (Integer c : List.copyOf(channels.keySet())) {
      channels.put(c, next++);
    }
    return channels;
  }
}
