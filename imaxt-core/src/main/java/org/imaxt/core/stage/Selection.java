package org.imaxt.core.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sections a run shall make: all, or ranges of numbers such as {@code 1-3,7,12-}.
 *
 * @param text the selection as written; {@code all} for everything
 */
public record Selection(String text) implements Serializable {

  /** Everything. */
  public static final Selection ALL = new Selection("all");

  private static final Pattern PART = Pattern.compile("(\\d{1,6})(?:(-)(\\d{1,6})?)?");

  /** Refuses what is neither {@code all} nor a list of ranges. */
  public Selection {
    text = text.isBlank() ? "all" : text.replace(" ", "");
    if (!text.equals("all")) {
      for (String part : text.split(",", -1)) {
        if (!PART.matcher(part).matches()) {
          throw new ParamException(
              "sections must read like 1-3,7 or all, got '%s'".formatted(text));
        }
      }
    }
  }

  /**
   * Whether a section is asked for.
   *
   * @param section number from 1
   * @return true if the selection names it
   */
  public boolean contains(int section) {
    if (text.equals("all")) {
      return true;
    }
    for (String part : text.split(",")) {
      Matcher m = PART.matcher(part);
      if (m.matches()) {
        int first = Integer.parseInt(m.group(1));
        int last =
            m.group(2) == null
                ? first
                : m.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(m.group(3));
        if (section >= first && section <= last) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The sections asked for among those that exist.
   *
   * @param existing numbers of the sections that exist
   * @return those asked for, in the order given
   * @throws InputException if none is left, or a single section that is named does not exist
   */
  public List<Integer> of(Collection<Integer> existing) {
    List<Integer> chosen = new ArrayList<>();
    for (int section : existing) {
      if (contains(section)) {
        chosen.add(section);
      }
    }
    List<String> absent = new ArrayList<>();
    for (String part : text.split(",")) {
      if (part.matches("\\d+") && !existing.contains(Integer.parseInt(part))) {
        absent.add(part);
      }
    }
    if (chosen.isEmpty() || !absent.isEmpty()) {
      throw new InputException(
          "sections %s were asked for, there are %s"
              .formatted(absent.isEmpty() ? text : String.join(", ", absent), ranges(existing)));
    }
    return chosen;
  }

  /**
   * Numbers as ranges, for messages.
   *
   * @param numbers numbers in ascending order
   * @return for example {@code 1-3, 7}, or {@code none}
   */
  public static String ranges(Collection<Integer> numbers) {
    List<String> parts = new ArrayList<>();
    Integer first = null;
    Integer last = null;
    for (Integer number : numbers) {
      if (last != null && number == last + 1) {
        last = number;
        continue;
      }
      if (first != null) {
        parts.add(first.equals(last) ? first.toString() : first + "-" + last);
      }
      first = number;
      last = number;
    }
    if (first != null) {
      parts.add(first.equals(last) ? first.toString() : first + "-" + last);
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}
