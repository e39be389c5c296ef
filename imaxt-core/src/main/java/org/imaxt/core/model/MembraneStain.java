package org.imaxt.core.model;

import java.util.regex.Pattern;

/** Which channels show membranes or cytoplasm of cells, by what people call them. */
public final class MembraneStain {

  /** Words of markers that tile whole cells; those of matrix and fibres are none. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(membran|cytoplasm|cadherin|catenin|epcam|keratin|panck|icsk|wga|atpase|her2|egfr"
              + "|cd(3|4|8a?|11b|14|16|20|31|44|45(ra|ro)?|68|163)(?!\\d)).*");

  private MembraneStain() {}

  /**
   * Whether a channel's name is one of a stain of membranes or cytoplasm.
   *
   * @param name name of a channel
   * @return true if it is, and is none of nuclei
   */
  public static boolean isOne(String name) {
    return NAMES.matcher(name).matches() && !NuclearStain.isOne(name);
  }
}
