package org.imaxt.core.phantom;

import java.util.List;

/**
 * A channel of a region measured by imaging mass cytometry.
 *
 * @param target what the metal is bound to
 * @param metal element and mass, {@code Ir191}
 * @param counts ions a pixel where the target is strong
 * @param background ions a pixel where it is not
 */
public record RoiChannel(String target, String metal, double counts, double background) {

  /** Index of the channel of the beads. */
  static final int BEADS = 0;

  static final int HISTONE = 1;
  static final int FIBRES = 2;
  static final int MATRIX = 3;

  /** Membrane of the first lineage; the next two follow, the fourth has none. */
  static final int MEMBRANES = 4;

  static final int CYCLING = 7;
  static final int DNA1 = 8;
  static final int DNA2 = 9;

  /** Lineages whose membrane is stained. */
  static final int STAINED = 3;

  /** The heavier of iridium's two isotopes is 1.68 times as common. */
  private static final double IR191_OF_IR193 = 0.595;

  /**
   * The column of a {@code .txt}.
   *
   * @return for example {@code DNA1(Ir191Di)}
   */
  public String column() {
    return target + "(" + metal + "Di)";
  }

  static List<RoiChannel> draw(Draw draw, int roi) {
    double dna = draw.in(new Range(3, 8), "roi dna", roi);
    return List.of(
        new RoiChannel("Bead", "Y89", draw.in(new Range(8, 16), "roi bead", roi), 0.05),
        new RoiChannel("HistoneH3", "In113", 0.7 * dna, 0.1),
        new RoiChannel("SMA", "Pr141", draw.in(new Range(4, 9), "roi fibres", roi), 0.1),
        new RoiChannel("Vimentin", "Nd143", draw.in(new Range(1.5, 3), "roi matrix", roi), 0.1),
        new RoiChannel("CD45", "Sm152", draw.in(new Range(4, 8), "roi membrane", roi, 0), 0.12),
        new RoiChannel(
            "E-Cadherin", "Gd158", draw.in(new Range(4, 8), "roi membrane", roi, 1), 0.15),
        new RoiChannel("CD68", "Tb159", draw.in(new Range(4, 8), "roi membrane", roi, 2), 0.1),
        new RoiChannel("Ki67", "Er168", draw.in(new Range(3, 6), "roi cycling", roi), 0.08),
        new RoiChannel("DNA1", "Ir191", IR191_OF_IR193 * dna, 0.1),
        new RoiChannel("DNA2", "Ir193", dna, 0.15));
  }
}
