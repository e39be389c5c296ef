package org.imaxt.core.stage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the word that was probably meant. */
public final class Spelling {

  private Spelling() {}

  /**
   * The nearest known word, as the end of a message.
   *
   * @param word what was written
   * @param known what there is
   * @return {@code "; did you mean 'x'?"}, or a list of the known words if none is near
   */
  public static String suggestion(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(wanted, k.toLowerCase(Locale.ROOT))))
        .filter(k -> distance(wanted, k.toLowerCase(Locale.ROOT)) <= Math.max(2, k.length() / 3))
        .map(k -> "; did you mean '" + k + "'?")
        .orElse(known.isEmpty() ? "; there is none" : "; known are " + String.join(", ", known));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
