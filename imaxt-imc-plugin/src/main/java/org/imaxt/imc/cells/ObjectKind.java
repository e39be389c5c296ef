package org.imaxt.imc.cells;

import java.util.Locale;

/** The parts of a cell that are measured; all parts of one cell have its number. */
public enum ObjectKind {
  /** Whole cells. */
  CELLS,
  /** Nuclei. */
  NUCLEI,
  /** Cells without what lies in nuclei. */
  CYTOPLASM,
  /** What surrounds a nucleus up to a set distance. */
  RING;

  /**
   * The word in columns and parameters.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
