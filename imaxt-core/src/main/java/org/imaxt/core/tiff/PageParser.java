package org.imaxt.core.tiff;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.tiff.ChunkCoding.Compression;
import org.imaxt.core.tiff.TiffException.Kind;

/** Makes a page of its tags: checks what this reader reads and where the chunks end. */
final class PageParser {

  /** Beyond this, sizes in bytes would overflow; no disk holds such a page. */
  private static final long MAX_PIXELS = 1L << 50;

  private final Path path;
  private final TiffTags tags;
  private final int mostSamples;
  private long end;

  PageParser(Path path, TiffTags tags, int mostSamples) {
    this.path = path;
    this.tags = tags;
    this.mostSamples = mostSamples;
  }

  /** The byte behind the last chunk. */
  long end() {
    return end;
  }

  TiffPage page(int index, List<TiffPage> levels) throws TiffException {
    int width = dimension("width", tags.first(TiffTags.IMAGE_WIDTH, 0));
    int height = dimension("height", tags.first(TiffTags.IMAGE_LENGTH, 0));
    if ((long) width * height > MAX_PIXELS) {
      throw new TiffException(Kind.CORRUPT, path, "no image has " + width + " x " + height + " px");
    }
    PixelType type = pixelType();
    TiffPage.PageShape shape = new TiffPage.PageShape(index, width, height, type, samples());
    TiffPage page = new TiffPage(shape, tags, layout(shape, coding(type)), levels);
    end = extent(page);
    return page;
  }

  private int dimension(String name, long value) throws TiffException {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new TiffException(
          Kind.CORRUPT, path, name + " must be positive and below 2^31, got " + value);
    }
    return (int) value;
  }

  private int samples() throws TiffException {
    long samples = tags.first(TiffTags.SAMPLES_PER_PIXEL, 1);
    if (samples < 1 || samples > mostSamples) {
      throw unsupported(
          samples + " samples a pixel (RGB or the like) are not read; split the channels");
    }
    if (!tags.uniform(TiffTags.BITS_PER_SAMPLE) || !tags.uniform(TiffTags.SAMPLE_FORMAT)) {
      throw unsupported("samples of different kinds are not read; split the channels");
    }
    return (int) samples;
  }

  private PixelType pixelType() throws TiffException {
    samples();
    long bits = tags.first(TiffTags.BITS_PER_SAMPLE, 1);
    long format = tags.first(TiffTags.SAMPLE_FORMAT, 1);
    long effective = format == 4 ? 1 : format;
    for (PixelType type : PixelType.values()) {
      if (type.bytes() * 8L == bits && type.sampleFormat() == effective) {
        return type;
      }
    }
    throw unsupported(
        bits + "-bit pixels of sample format " + format + " are not read; save as 8, 16 or 32 bit");
  }

  private ChunkCoding coding(PixelType type) throws TiffException {
    long code = tags.first(TiffTags.COMPRESSION, 1);
    Compression compression =
        switch ((int) Math.min(code, Integer.MAX_VALUE)) {
          case 1 -> Compression.NONE;
          case 5 -> Compression.LZW;
          case 8, 32_946 -> Compression.DEFLATE;
          case 32_773 -> Compression.PACK_BITS;
          case 50_000 -> Compression.ZSTD;
          default ->
              throw unsupported(
                  "compression "
                      + named(code)
                      + " is not read; save without, or with LZW or deflate");
        };
    if (tags.first(TiffTags.FILL_ORDER, 1) != 1) {
      throw unsupported("fill order 2 is not read; save the file again with tiffcp or Fiji");
    }
    boolean predicts =
        compression == Compression.LZW
            || compression == Compression.DEFLATE
            || compression == Compression.ZSTD;
    long predictor = predicts ? tags.first(TiffTags.PREDICTOR, 1) : 1;
    boolean known = predictor == 1 || predictor == 2 || predictor == 3 && type == PixelType.FLOAT32;
    if (!known) {
      throw unsupported("predictor " + predictor + " is not read with " + type.key());
    }
    return new ChunkCoding(compression, (int) predictor);
  }

  /** A compression by its number, and its name where others than us know it. */
  private static String named(long code) {
    String name =
        switch ((int) Math.min(code, Integer.MAX_VALUE)) {
          case 2, 3, 4 -> "CCITT";
          case 6, 7, 34_892 -> "JPEG";
          case 22_610, 34_934 -> "JPEG-XR";
          case 33_003, 33_004, 33_005, 34_712 -> "JPEG 2000";
          case 34_925 -> "LZMA";
          case 50_001 -> "WebP";
          case 50_002, 52_546 -> "JPEG XL";
          default -> "";
        };
    return name.isEmpty() ? Long.toString(code) : code + " (" + name + ")";
  }

  private ChunkLayout layout(TiffPage.PageShape shape, ChunkCoding coding) throws TiffException {
    boolean tiled = tags.codes().contains(TiffTags.TILE_OFFSETS);
    int chunkWidth =
        tiled ? dimension("tile width", tags.first(TiffTags.TILE_WIDTH, 0)) : shape.width();
    int chunkHeight =
        tiled ? dimension("tile height", tags.first(TiffTags.TILE_LENGTH, 0)) : stripRows(shape);
    PixelType type = shape.pixelType();
    long across = (shape.width() + (long) chunkWidth - 1) / chunkWidth;
    long down = (shape.height() + (long) chunkHeight - 1) / chunkHeight;
    boolean apart = shape.samples() > 1 && tags.first(TiffTags.PLANAR_CONFIGURATION, 1) == 2;
    int perPixel = apart ? 1 : shape.samples();
    long chunks = across * down * (apart ? shape.samples() : 1);
    boolean rowsReadAlone = !tiled && coding.plain();
    long chunkBytes = (long) chunkWidth * chunkHeight * perPixel;
    if (!rowsReadAlone && chunkBytes > (Integer.MAX_VALUE - 16) / type.bytes()) {
      throw unsupported(
          "a chunk of " + chunkWidth + " x " + chunkHeight + " px exceeds 2 GiB; save it tiled");
    }
    long[] offsets = numbers(tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, chunks);
    int countsCode = tiled ? TiffTags.TILE_BYTE_COUNTS : TiffTags.STRIP_BYTE_COUNTS;
    long[] counts;
    if (coding.plain()) {
      // sizes follow from the shape; writers are known to state them wrongly
      counts = new long[offsets.length];
      Arrays.fill(counts, chunkBytes * type.bytes());
    } else {
      counts = numbers(countsCode, chunks);
    }
    return new ChunkLayout(
        tiled,
        chunkWidth,
        chunkHeight,
        (int) across,
        (int) down,
        perPixel,
        offsets,
        counts,
        coding);
  }

  /** Rows of a strip; when none are stated, one strip holds all. */
  private int stripRows(TiffPage.PageShape shape) {
    long rows = tags.first(TiffTags.ROWS_PER_STRIP, shape.height());
    return (int) (rows < 1 ? shape.height() : Math.min(rows, shape.height()));
  }

  private long[] numbers(int code, long due) throws TiffException {
    long[] values = tags.integers(code).orElse(new long[0]);
    if (values.length < due) {
      throw new TiffException(
          Kind.CORRUPT,
          path,
          "tag " + code + " has " + values.length + " values, " + due + " are due");
    }
    return Arrays.copyOf(values, (int) due);
  }

  private long extent(TiffPage page) throws TiffException {
    ChunkLayout layout = page.layout();
    long last = 0;
    for (int i = 0; i < layout.offsets().length; i++) {
      long unpacked =
          (long) layout.width()
              * layout.rows(i, page.height())
              * layout.perPixel()
              * page.pixelType().bytes();
      long stored = layout.coding().plain() ? unpacked : layout.byteCounts()[i];
      long offset = layout.offsets()[i];
      String chunk = layout.noun() + " " + i;
      if (offset == 0 || stored == 0) {
        throw new TiffException(Kind.TRUNCATED, path, "truncated: " + chunk + " was never written");
      }
      if (offset < 0 || stored < 0 || offset > Long.MAX_VALUE - stored) {
        throw new TiffException(Kind.CORRUPT, path, chunk + " lies at byte " + offset);
      }
      if (!layout.coding().compression().canYield(stored, unpacked)) {
        throw new TiffException(
            Kind.CORRUPT, path, chunk + " has " + stored + " bytes, too few for " + unpacked);
      }
      last = Math.max(last, offset + stored);
    }
    return last;
  }

  private TiffException unsupported(String detail) {
    return new TiffException(Kind.UNSUPPORTED, path, detail);
  }
}
