package org.imaxt.core.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imaxt.core.model.Modality;

/**
 * What a run shall make of what there is: sections by ranges of numbers such as {@code 1-3,7,12-},
 * slides and regions of imaging mass cytometry by their names.
 *
 * @param text the sections as written; {@code all} for everything
 * @param slides names of slides as written, separated by commas; {@code all} for everything
 * @param rois names of regions, likewise
 */
public record Selection(String text, String slides, String rois) implements Serializable {

  /** How everything is written. */
  public static final String EVERYTHING = "all";

  /** Everything. */
  public static final Selection ALL = new Selection(EVERYTHING);

  private static final Pattern PART = Pattern.compile("(\\d{1,6})(?:(-)(\\d{1,6})?)?");

  /** Refuses what is neither {@code all} nor a list of ranges or names; tells all at once. */
  public Selection {
    List<String> problems = new ArrayList<>();
    text = text.isBlank() ? EVERYTHING : text.replace(" ", "");
    if (!text.equals(EVERYTHING)) {
      for (String part : text.split(",", -1)) {
        if (!PART.matcher(part).matches()) {
          problems.add("sections must read like 1-3,7 or all, got '%s'".formatted(text));
          break;
        }
      }
    }
    slides = names(Modality.SLIDES, slides, problems);
    rois = names(Modality.IMC, rois, problems);
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
  }

  /**
   * A choice of sections and everything else.
   *
   * @param sections the sections as written; {@code all} for everything
   */
  public Selection(String sections) {
    this(sections, EVERYTHING, EVERYTHING);
  }

  /**
   * A choice of each modality.
   *
   * @param written what is written for it; everything where nothing is
   * @return the selection
   * @throws ParamException telling all that is wrong
   */
  public static Selection of(Map<Modality, String> written) {
    return new Selection(
        written.getOrDefault(Modality.STPT, EVERYTHING),
        written.getOrDefault(Modality.SLIDES, EVERYTHING),
        written.getOrDefault(Modality.IMC, EVERYTHING));
  }

  private static String names(Modality modality, String text, List<String> problems) {
    if (text.isBlank()) {
      return EVERYTHING;
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      problems.add(
          "%s must be names separated by commas, got '%s'".formatted(option(modality), text));
    }
    return String.join(",", names);
  }

  /**
   * The word by which every surface asks for a choice.
   *
   * @param modality of what
   * @return {@code sections}, {@code slide} or {@code roi}
   */
  public static String option(Modality modality) {
    return switch (modality) {
      case STPT -> "sections";
      case SLIDES -> "slide";
      case IMC -> "roi";
    };
  }

  /**
   * What there is of a modality, in the plural.
   *
   * @param modality of what
   * @return for messages: {@code sections}, {@code slides} or {@code regions}
   */
  public static String noun(Modality modality) {
    return switch (modality) {
      case STPT -> "sections";
      case SLIDES -> "slides";
      case IMC -> "regions";
    };
  }

  /**
   * The choice as it is written.
   *
   * @param modality of what
   * @return {@code all} for everything
   */
  public String written(Modality modality) {
    return switch (modality) {
      case STPT -> text;
      case SLIDES -> slides;
      case IMC -> rois;
    };
  }

  /**
   * Whether this asks for less than everything.
   *
   * @param modality of what
   * @return false where everything is asked for
   */
  public boolean narrows(Modality modality) {
    return !written(modality).equals(EVERYTHING);
  }

  /**
   * The part of the choice that a task can keep to.
   *
   * @param modalities what the task works on
   * @return this, with everything of all other modalities
   */
  public Selection only(Modality... modalities) {
    List<Modality> kept = List.of(modalities);
    return new Selection(
        kept.contains(Modality.STPT) ? text : EVERYTHING,
        kept.contains(Modality.SLIDES) ? slides : EVERYTHING,
        kept.contains(Modality.IMC) ? rois : EVERYTHING);
  }

  /**
   * The slides or regions asked for among those that exist.
   *
   * @param modality slides or imc
   * @param existing names of those that exist
   * @return those asked for, in the order given
   * @throws InputException if one that is named does not exist
   */
  public List<String> scans(Modality modality, Collection<String> existing) {
    if (!narrows(modality)) {
      return List.copyOf(existing);
    }
    List<String> asked = List.of(written(modality).split(","));
    List<String> absent = asked.stream().filter(n -> !existing.contains(n)).toList();
    if (!absent.isEmpty()) {
      throw new InputException(
          "%s %s were asked for, there are %s"
              .formatted(
                  noun(modality),
                  String.join(", ", absent),
                  existing.isEmpty() ? "none" : String.join(", ", existing)));
    }
    return existing.stream().filter(asked::contains).toList();
  }

  /**
   * Whether a section is asked for.
   *
   * @param section number from 1
   * @return true if the selection names it
   */
  public boolean contains(int section) {
    if (text.equals(EVERYTHING)) {
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
