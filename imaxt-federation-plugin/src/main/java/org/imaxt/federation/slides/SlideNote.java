package org.imaxt.federation.slides;

import java.io.Serializable;

/**
 * What a unit found out beside pixels.
 *
 * @param subject what it is about; empty for nothing
 * @param text what was found
 */
record SlideNote(String subject, String text) implements Serializable {

  static final SlideNote NONE = new SlideNote("", "");
}
