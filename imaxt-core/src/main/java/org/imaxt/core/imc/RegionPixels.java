package org.imaxt.core.imc;

import java.io.IOException;
import java.util.List;

/** The measured values of a region, whatever file they lie in. Safe for use by several threads. */
public interface RegionPixels {

  /**
   * Number of columns.
   *
   * @return width, px
   * @throws IOException if the file must be read for it and cannot
   */
  int widthPx() throws IOException;

  /**
   * Number of rows.
   *
   * @return height, px
   * @throws IOException if the file must be read for it and cannot
   */
  int heightPx() throws IOException;

  /**
   * The channels in the order of the file.
   *
   * @return the channels
   */
  List<RegionChannel> channels();

  /**
   * Reads channels; the whole file is read once for it, whatever their number.
   *
   * @param channels places of the channels in {@link #channels()}
   * @return a plane each
   * @throws ImcException if the file is corrupt
   * @throws IOException if it cannot be read
   */
  RegionPlanes planes(int... channels) throws IOException;
}
