package org.imaxt.core.tiff;

import java.io.IOException;

/** Where a pyramid's pixels come from, tile by tile. */
@FunctionalInterface
public interface PyramidSource {

  /**
   * The pixels of one tile; called once for each, page by page, level by level, row by row.
   *
   * @param page full-resolution page, from 0, as {@link OmeMetadata#page} counts them
   * @param level level of the pyramid, from 0
   * @param tileX column of the tile, from 0
   * @param tileY row of the tile, from 0
   * @return primitive array of the image's pixel type, row-major, of the size {@link
   *     PyramidSpec#region} says; not kept
   * @throws IOException if the pixels cannot be had; nothing is left of the file then
   */
  Object tile(int page, int level, int tileX, int tileY) throws IOException;
}
