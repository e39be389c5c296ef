package org.imaxt.core.model;

/** How an image of a section was made. */
public enum Modality {
  /** Serial two-photon tomography: the mosaics of the block. */
  STPT,
  /** A slide scanner: the section after it was cut. */
  SLIDES,
  /** Imaging mass cytometry: a region of a slide. */
  IMC
}
