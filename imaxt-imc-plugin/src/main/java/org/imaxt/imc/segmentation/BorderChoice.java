package org.imaxt.imc.segmentation;

import org.imaxt.core.algo.segment.SegmentParams;

/** What becomes of nuclei at the border of the image. */
public enum BorderChoice {
  /** They stay. */
  KEEP,
  /** They are left out, with their cells. */
  REMOVE;

  SegmentParams.Border rule() {
    return this == KEEP ? SegmentParams.Border.KEEP : SegmentParams.Border.REMOVE;
  }
}
