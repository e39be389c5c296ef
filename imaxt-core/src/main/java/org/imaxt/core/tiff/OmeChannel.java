package org.imaxt.core.tiff;

import java.util.Objects;

/**
 * A channel as OME-XML describes it.
 *
 * @param name name shown to people
 * @param rgb colour, {@code 0xRRGGBB}
 */
public record OmeChannel(String name, int rgb) {

  /** Refuses colours beyond 24 bits. */
  public OmeChannel {
    Objects.requireNonNull(name, "name");
    if (rgb < 0 || rgb > 0xffffff) {
      throw new IllegalArgumentException(
          "rgb must lie in 0x000000 to 0xffffff, got 0x" + Integer.toHexString(rgb));
    }
  }

  /** The signed RGBA number OME-XML wants, opaque. */
  int omeColour() {
    return rgb << 8 | 0xff;
  }
}
