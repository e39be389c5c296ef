package org.imaxt.federation.slides;

import java.io.Serializable;

/**
 * Unit of work of {@link SlidesStage}.
 *
 * @param slide name of the slide
 * @param file its file
 * @param kind what is to be done
 * @param group what is read from the file at once: a page, or a channel of the scanner
 * @param level the level that a block starts from: 0 is read from the file, coarser ones averaged
 * @param column column of the block at that level, from 0
 * @param row row of the block at that level, from 0
 */
record SlideUnit(String slide, String file, Kind kind, int group, int level, int column, int row)
    implements Serializable {

  /** What is to be done. */
  enum Kind {
    /** Estimate the illumination of a channel's tiles. */
    FLATFIELD,
    /** Have Bio-Formats read the file. */
    HAND_OVER,
    /** Write a superblock of the image. */
    BLOCK
  }

  @Override
  public String toString() {
    return switch (kind) {
      case HAND_OVER -> "hand-over to Bio-Formats";
      case FLATFIELD -> "flat field of channel " + (group + 1);
      case BLOCK -> "page %d block %d,%d of level %d".formatted(group + 1, column, row, level);
    };
  }
}
