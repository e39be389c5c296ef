package org.imaxt.stitch.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imaxt.core.phantom.SlideFault;

/** Reads the words of the options about slides. */
final class SlideOptions {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final Pattern FAULT = Pattern.compile("(\\d{1,5}):([a-z-]+)");

  private SlideOptions() {}

  /** Sections named by {@code none}, {@code all} or a list such as {@code 1-4,7}. */
  static List<Integer> sections(String text, int count) {
    if (text.isBlank() || text.equals("none")) {
      return List.of();
    }
    if (text.equals("all")) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }
    List<Integer> sections = new ArrayList<>();
    for (String word : words(text)) {
      Matcher m = SPAN.matcher(word);
      int first = m.matches() ? Integer.parseInt(m.group(1)) : 0;
      int last = first > 0 && m.group(2) != null ? Integer.parseInt(m.group(2)) : first;
      if (first < 1 || last < first || last > count) {
        throw new IllegalArgumentException(
            "slides must be none, all, or sections of 1 to %d such as 1-4,7, got '%s'"
                .formatted(count, word));
      }
      IntStream.rangeClosed(first, last).forEach(sections::add);
    }
    return sections;
  }

  /** Faults such as {@code 3:torn,5:no-beads}. */
  static List<SlideFault> faults(String text) {
    return words(text).stream().map(SlideOptions::fault).toList();
  }

  private static SlideFault fault(String word) {
    Matcher m = FAULT.matcher(word);
    if (m.matches()) {
      for (SlideFault.Kind k : SlideFault.Kind.values()) {
        if (k.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(m.group(2))) {
          return new SlideFault(Integer.parseInt(m.group(1)), k);
        }
      }
    }
    throw new IllegalArgumentException(
        "slide faults are written section:fault, such as 3:torn, got '%s'".formatted(word));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
