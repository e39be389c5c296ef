package org.imaxt.core.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.tiff.TiffException.Kind;

/**
 * Reads classic and BigTIFF files of either byte order: strips and tiles, plain, LZW, deflate, zstd
 * or PackBits, with predictors; several pages and SubIFDs; gzipped files too, told by their first
 * bytes.
 *
 * <p>Opening reads the headers and checks that the file holds every byte they promise; pixels are
 * decoded when asked for. Several threads may read from one reader at once. Pixels of several
 * samples are refused unless they are asked for; 64-bit pixels always are. Only regular files are
 * opened: a named pipe cannot block the caller.
 */
public final class TiffReader implements Closeable {

  /** Bytes read at once; small enough to stay in the processor's cache until it is converted. */
  private static final int BLOCK_BYTES = 1 << 18;

  /** No scanner has more; a larger number is a damaged file. */
  private static final int MOST_SAMPLES = 64;

  private final Path path;
  private final ByteSource source;
  private final ByteOrder order;
  private final boolean big;
  private final List<TiffPage> pages;

  private TiffReader(Path path, ByteSource source, IfdParser parser) throws IOException {
    this.path = path;
    this.source = source;
    this.order = parser.order();
    this.big = parser.big();
    this.pages = parser.pages();
  }

  /**
   * Opens a file of one sample a pixel and reads its headers.
   *
   * @param path the file, {@code .tif} or {@code .tif.gz} by content
   * @return a reader, to be closed by the caller
   * @throws TiffException if the file is empty, truncated, no TIFF, corrupt, or of a kind not read
   * @throws NoSuchFileException if there is no such regular file
   * @throws IOException if reading fails
   */
  public static TiffReader open(Path path) throws IOException {
    return open(path, 1);
  }

  /**
   * Opens a file of any number of samples a pixel, such as colour, and reads its headers.
   *
   * @param path the file, {@code .tif} or {@code .tif.gz} by content
   * @return a reader, to be closed by the caller
   * @throws TiffException if the file is empty, truncated, no TIFF, corrupt, or of a kind not read
   * @throws NoSuchFileException if there is no such regular file
   * @throws IOException if reading fails
   */
  public static TiffReader openColour(Path path) throws IOException {
    return open(path, MOST_SAMPLES);
  }

  private static TiffReader open(Path path, int mostSamples) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "no regular file of this name");
    }
    ByteSource source = gzipped(path) ? new GzipSource(path) : new FileSource(path);
    try {
      return new TiffReader(path, source, new IfdParser(path, source, mostSamples));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static boolean gzipped(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /**
   * The file.
   *
   * @return its path as given
   */
  public Path path() {
    return path;
  }

  /**
   * Order of the bytes in the file.
   *
   * @return little or big endian
   */
  public ByteOrder byteOrder() {
    return order;
  }

  /**
   * Whether the file is a BigTIFF.
   *
   * @return true if offsets have 64 bits
   */
  public boolean bigTiff() {
    return big;
  }

  /**
   * The images of the file's main chain, at least one.
   *
   * @return pages in file order; lower resolutions hang below them as {@link TiffPage#levels()}
   */
  public List<TiffPage> pages() {
    return pages;
  }

  /**
   * Reads a whole page.
   *
   * @param page a page of this reader, or one of its levels
   * @return a new primitive array of the page's pixel type, row-major, width × height
   * @throws TiffException if data are corrupt, or the page has 2³¹ pixels or more
   * @throws IOException if reading fails
   */
  public Object readPlane(TiffPage page) throws IOException {
    return readRegion(page, new TiffRegion(0, 0, page.width(), page.height()));
  }

  /**
   * Reads a rectangle of a page; of tiled pages only the tiles it touches are decoded.
   *
   * @param page a page of this reader, or one of its levels
   * @param region rectangle inside the page, px
   * @return a new primitive array of the page's pixel type, row-major
   * @throws IllegalArgumentException if the region leaves the page
   * @throws TiffException if data are corrupt, or the region has 2³¹ pixels or more
   * @throws IOException if reading fails
   */
  public Object readRegion(TiffPage page, TiffRegion region) throws IOException {
    if (page.samples() != 1) {
      throw new IllegalArgumentException(
          "a pixel of page " + page.index() + " holds " + page.samples() + " numbers, not one");
    }
    return readSamples(page, region).get(0);
  }

  /**
   * Reads a rectangle of a page, each sample of its pixels by itself.
   *
   * @param page a page of this reader, or one of its levels
   * @param region rectangle inside the page, px
   * @return for each sample a new primitive array of the page's pixel type, row-major
   * @throws IllegalArgumentException if the region leaves the page
   * @throws TiffException if data are corrupt, or the region has 2³¹ numbers or more
   * @throws IOException if reading fails
   */
  public List<Object> readSamples(TiffPage page, TiffRegion region) throws IOException {
    List<Object> samples = new ArrayList<>();
    int perPixel = page.layout().perPixel();
    for (int plane = 0; plane < page.samples() / perPixel; plane++) {
      Object numbers = read(page, region, plane);
      for (int sample = 0; sample < perPixel; sample++) {
        samples.add(
            perPixel == 1 ? numbers : Samples.every(page.pixelType(), numbers, sample, perPixel));
      }
    }
    return samples;
  }

  /** The numbers of a plane: one a pixel, or all samples side by side. */
  private Object read(TiffPage page, TiffRegion region, int plane) throws IOException {
    if (region.x() > page.width() - region.width()
        || region.y() > page.height() - region.height()) {
      throw new IllegalArgumentException(
          region + " leaves the page of " + page.width() + " x " + page.height() + " px");
    }
    ChunkLayout layout = page.layout();
    long numbers = (long) region.width() * region.height() * layout.perPixel();
    if (numbers > Integer.MAX_VALUE - 16) {
      throw new TiffException(
          Kind.UNSUPPORTED, path, "2^31 pixels or more at once are not read; read it in regions");
    }
    Object target = page.pixelType().newArray((int) numbers);
    int first = plane * layout.across() * layout.down();
    if (!layout.tiled() && layout.coding().plain()) {
      plainStrips(page, region, first, target);
    } else {
      chunks(page, region, first, target);
    }
    source.verify();
    return target;
  }

  /** Rows of plain strips, those that follow each other in the file read at one go. */
  private void plainStrips(TiffPage page, TiffRegion region, int first, Object target)
      throws IOException {
    ChunkLayout layout = page.layout();
    int pixelBytes = page.pixelType().bytes() * layout.perPixel();
    int rowNumbers = region.width() * layout.perPixel();
    long rowBytes = (long) page.width() * pixelBytes;
    boolean wholeRows = region.width() == page.width();
    int row = 0;
    while (row < region.height()) {
      long at = rowOffset(layout, first, region.y() + row, rowBytes);
      int rows = 1;
      while (wholeRows
          && row + rows < region.height()
          && rowOffset(layout, first, region.y() + row + rows, rowBytes) == at + rows * rowBytes) {
        rows++;
      }
      long from = at + (long) region.x() * pixelBytes;
      samples(page.pixelType(), from, target, row * rowNumbers, rows * rowNumbers);
      row += rows;
    }
  }

  private static long rowOffset(ChunkLayout layout, int first, int row, long rowBytes) {
    return layout.offsets()[first + row / layout.height()] + row % layout.height() * rowBytes;
  }

  private void samples(PixelType type, long from, Object target, int offset, int pixels)
      throws IOException {
    int block = BLOCK_BYTES / type.bytes();
    byte[] bytes = new byte[Math.min(block, pixels) * type.bytes()];
    for (int done = 0; done < pixels; done += block) {
      int n = Math.min(block, pixels - done);
      source.read(from + (long) done * type.bytes(), bytes, 0, n * type.bytes());
      Samples.unpack(type, ByteBuffer.wrap(bytes).order(order), target, offset + done, n);
    }
  }

  private void chunks(TiffPage page, TiffRegion region, int first, Object target)
      throws IOException {
    ChunkLayout layout = page.layout();
    ChunkDecoder decoder = new ChunkDecoder(path, order);
    int lastRow = (region.y() + region.height() - 1) / layout.height();
    int lastColumn = (region.x() + region.width() - 1) / layout.width();
    for (int cy = region.y() / layout.height(); cy <= lastRow; cy++) {
      for (int cx = region.x() / layout.width(); cx <= lastColumn; cx++) {
        int chunk = first + cy * layout.across() + cx;
        int rows = layout.rows(chunk, page.height());
        Object pixels = decoder.decode(page, chunk, stored(page, chunk), rows);
        paste(
            pixels,
            layout,
            new TiffRegion(cx * layout.width(), cy * layout.height(), 1, rows),
            region,
            target);
      }
    }
  }

  private byte[] stored(TiffPage page, int chunk) throws IOException {
    long count = page.layout().byteCounts()[chunk];
    if (count > Integer.MAX_VALUE - 16) {
      throw new TiffException(
          Kind.UNSUPPORTED, path, page.layout().noun() + " " + chunk + " exceeds 2 GiB");
    }
    byte[] bytes = new byte[(int) count];
    source.read(page.layout().offsets()[chunk], bytes, 0, bytes.length);
    return bytes;
  }

  /** Copies what a chunk and the region share. */
  private static void paste(
      Object pixels, ChunkLayout layout, TiffRegion chunk, TiffRegion region, Object target) {
    int numbers = layout.perPixel();
    int x0 = Math.max(chunk.x(), region.x());
    int x1 = (int) Math.min((long) chunk.x() + layout.width(), region.x() + region.width());
    int y0 = Math.max(chunk.y(), region.y());
    int y1 = (int) Math.min((long) chunk.y() + chunk.height(), region.y() + region.height());
    for (int y = y0; y < y1; y++) {
      System.arraycopy(
          pixels,
          ((y - chunk.y()) * layout.width() + x0 - chunk.x()) * numbers,
          target,
          ((y - region.y()) * region.width() + x0 - region.x()) * numbers,
          (x1 - x0) * numbers);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
