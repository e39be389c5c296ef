package org.imaxt.imc.export;

import org.imaxt.core.sample.ScanLayout;
import org.imaxt.imc.cells.ObjectKind;

/** Label images of a region. */
public enum MaskKind {
  /** Nuclei. */
  NUCLEI,
  /** Cells. */
  CELLS;

  /** The label image whose numbers the objects of a kind have. */
  static MaskKind of(ObjectKind kind) {
    return kind == ObjectKind.NUCLEI || kind == ObjectKind.RING ? NUCLEI : CELLS;
  }

  /** The name of the label image. */
  String labels() {
    return this == NUCLEI ? ScanLayout.NUCLEI : ScanLayout.CELLS;
  }
}
