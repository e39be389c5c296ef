package org.imaxt.core.tiff;

import java.util.List;
import java.util.Optional;

/** Headers of one image of a TIFF file; immutable, valid after the reader is closed. */
public final class TiffPage {

  private final int index;
  private final int width;
  private final int height;
  private final PixelType pixelType;
  private final int samples;
  private final TiffTags tags;
  private final ChunkLayout layout;
  private final List<TiffPage> levels;

  TiffPage(PageShape shape, TiffTags tags, ChunkLayout layout, List<TiffPage> levels) {
    this.index = shape.index();
    this.width = shape.width();
    this.height = shape.height();
    this.pixelType = shape.pixelType();
    this.samples = shape.samples();
    this.tags = tags;
    this.layout = layout;
    this.levels = List.copyOf(levels);
  }

  /** What a page is before its chunks are known. */
  record PageShape(int index, int width, int height, PixelType pixelType, int samples) {}

  /**
   * Place among its siblings.
   *
   * @return from 0, in file order
   */
  public int index() {
    return index;
  }

  /**
   * Number of columns.
   *
   * @return width, px
   */
  public int width() {
    return width;
  }

  /**
   * Number of rows.
   *
   * @return height, px
   */
  public int height() {
    return height;
  }

  /**
   * What a pixel holds.
   *
   * @return the pixel type
   */
  public PixelType pixelType() {
    return pixelType;
  }

  /**
   * Numbers that a pixel holds: 3 for colour.
   *
   * @return at least 1
   */
  public int samples() {
    return samples;
  }

  /**
   * Memory that the reader needs to unpack one strip or tile.
   *
   * @return bytes; a row where rows can be read alone
   */
  public long chunkBytes() {
    return !layout.tiled() && layout.coding().plain()
        ? (long) width * layout.perPixel() * pixelType.bytes()
        : layout.bytes(pixelType);
  }

  /**
   * All tags read, but values above 16 MiB that the reader has no use for.
   *
   * @return the tags
   */
  public TiffTags tags() {
    return tags;
  }

  /**
   * The text of the ImageDescription tag.
   *
   * @return the text, empty if there is none
   */
  public Optional<String> description() {
    return tags.text(TiffTags.IMAGE_DESCRIPTION);
  }

  /**
   * Whether the page says that it is a reduced copy of another, such as a thumbnail.
   *
   * @return true for reduced copies
   */
  public boolean reduced() {
    return (tags.first(TiffTags.NEW_SUBFILE_TYPE, 0) & 1) != 0;
  }

  /**
   * The images that hang below this page as SubIFDs: in a pyramid its lower resolutions, largest
   * first.
   *
   * @return the images, usually none
   */
  public List<TiffPage> levels() {
    return levels;
  }

  ChunkLayout layout() {
    return layout;
  }
}
