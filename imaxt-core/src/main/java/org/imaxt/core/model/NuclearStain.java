package org.imaxt.core.model;

import java.util.regex.Pattern;

/** Which channels show nuclei, by what people call them. */
public final class NuclearStain {

  private static final Pattern NAMES =
      Pattern.compile("(?i)ir19[13]|.*(dna|histone|hoechst|dapi|h3|nucle).*");

  private NuclearStain() {}

  /**
   * Whether a channel's key or name is one of a nuclear stain: iridium, DNA, histones, DAPI,
   * Hoechst.
   *
   * @param name key or name of a channel
   * @return true if it stains nuclei
   */
  public static boolean isOne(String name) {
    return NAMES.matcher(name).matches();
  }
}
