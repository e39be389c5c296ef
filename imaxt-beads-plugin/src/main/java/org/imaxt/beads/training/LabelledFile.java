package org.imaxt.beads.training;

import java.nio.file.Path;

/**
 * An image and what is known of the beads in it.
 *
 * @param image a TIFF file
 * @param labels tells which of its pixels show which bead
 */
record LabelledFile(Path image, Labels labels) {

  /** Tells which pixels of an image show which bead. */
  interface Labels {

    /**
     * Reads the labels.
     *
     * @param width columns of the image
     * @param height rows of the image
     * @return number of the bead from 1 of each pixel, row by row; 0 where there is none
     */
    int[] of(int width, int height);
  }
}
