package org.imaxt.core.imc;

import java.util.List;

/**
 * A picture inside an {@code .mcd}.
 *
 * @param kind what it shows
 * @param id number of the slide, panorama or acquisition it belongs to
 * @param description the name people gave that
 * @param start first byte of the image file in the {@code .mcd}
 * @param end byte behind its last
 * @param cornersUm x, y of its corners on the instrument's stage, µm, upper left first and around
 *     it, as the file states them; empty where it states none
 */
public record McdPicture(
    Kind kind, int id, String description, long start, long end, List<Double> cornersUm) {

  /** Copies the corners. */
  public McdPicture {
    cornersUm = List.copyOf(cornersUm);
  }

  /** What a picture shows. */
  public enum Kind {
    /** The whole slide. */
    SLIDE,
    /** A part of it, seen before measuring. */
    PANORAMA,
    /** A region before it was ablated. */
    BEFORE,
    /** A region after it was ablated. */
    AFTER
  }
}
