package org.imaxt.core.ngff;

import java.util.List;

/**
 * The part of a label image's document that marks it as one.
 *
 * @param colors colours of some labels; others are the viewer's choice
 */
public record ImageLabel(List<LabelColor> colors) {

  /** Copies the list. */
  public ImageLabel {
    colors = List.copyOf(colors);
  }

  /**
   * The colour of a label.
   *
   * @param label its value
   * @param red 0 to 255
   * @param green 0 to 255
   * @param blue 0 to 255
   * @param alpha 0 (unseen) to 255
   */
  public record LabelColor(long label, int red, int green, int blue, int alpha) {
    /** Refuses components outside 0 to 255. */
    public LabelColor {
      for (int c : new int[] {red, green, blue, alpha}) {
        if (c < 0 || c > 255) {
          throw new IllegalArgumentException("a colour component must lie in 0 to 255, got " + c);
        }
      }
    }
  }
}
