package org.imaxt.core.export;

import java.util.List;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffRegion;

/** An image as planes of levels, rectangle by rectangle; any thread may ask. */
public interface ImagePixels {

  /**
   * Number of levels.
   *
   * @return at least 1
   */
  int levels();

  /**
   * Width of a level.
   *
   * @param level level, from 0
   * @return px
   */
  int width(int level);

  /**
   * Height of a level.
   *
   * @param level level, from 0
   * @return px
   */
  int height(int level);

  /**
   * Number of planes in depth.
   *
   * @return at least 1
   */
  int planes();

  /**
   * Number of time points.
   *
   * @return at least 1
   */
  int times();

  /**
   * Size of a pixel of level 0.
   *
   * @return µm
   */
  OmeMetadata.Voxel voxel();

  /**
   * How stored numbers become physical ones.
   *
   * @return 1 and 0 where they are the same
   */
  ImageScale scale();

  /**
   * The channels.
   *
   * @return at least one
   */
  List<OmeChannel> channels();

  /**
   * What a stored pixel holds.
   *
   * @return the type
   */
  PixelType storedType();

  /**
   * Stored numbers of a rectangle.
   *
   * @param level level, from 0
   * @param time time point, from 0
   * @param channel channel, from 0
   * @param plane plane, from 0
   * @param region rectangle in the level, px
   * @return primitive array of the stored type, row-major
   */
  Object stored(int level, int time, int channel, int plane, TiffRegion region);

  /**
   * Physical values of a rectangle.
   *
   * @param level level, from 0
   * @param time time point, from 0
   * @param channel channel, from 0
   * @param plane plane, from 0
   * @param region rectangle in the level, px
   * @return values, row-major; NaN where nothing is known
   */
  float[] physical(int level, int time, int channel, int plane, TiffRegion region);
}
