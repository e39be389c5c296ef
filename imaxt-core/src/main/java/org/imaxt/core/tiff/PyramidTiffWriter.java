package org.imaxt.core.tiff;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.zip.Deflater;

/**
 * Writes pyramidal OME-TIFFs: BigTIFF, little-endian, tiles packed with deflate (whole numbers with
 * horizontal differences first), lower resolutions as SubIFDs of their full-resolution page,
 * OME-XML in the first page.
 *
 * <p>Memory holds a few tiles, whatever the image's size. The file appears under its name only when
 * it is whole: it is written beside and moved. Equal input gives equal bytes.
 */
public final class PyramidTiffWriter {

  /** Packed tiles held at once, so that an executor has work ahead. */
  private static final int TILES_UNDER_WAY = 16;

  private final PyramidSpec spec;
  private final PyramidSource source;
  private final Function<Callable<byte[]>, Future<byte[]>> start;

  private PyramidTiffWriter(
      PyramidSpec spec, PyramidSource source, Function<Callable<byte[]>, Future<byte[]>> start) {
    this.spec = spec;
    this.source = source;
    this.start = start;
  }

  /**
   * Writes a file on the calling thread.
   *
   * @param target the file; replaced if it exists
   * @param spec shape and metadata
   * @param source the pixels
   * @throws IllegalArgumentException if the source gives a tile of another size or type
   * @throws IOException if the source or the disk fails; nothing is left of the file then
   */
  public static void write(Path target, PyramidSpec spec, PyramidSource source) throws IOException {
    new PyramidTiffWriter(
            spec,
            source,
            task -> {
              FutureTask<byte[]> future = new FutureTask<>(task);
              future.run();
              return future;
            })
        .writeBeside(target);
  }

  /**
   * Writes a file with tiles fetched and packed on several threads; the bytes are the same.
   *
   * @param target the file; replaced if it exists
   * @param spec shape and metadata
   * @param source the pixels; must allow several threads
   * @param executor runs the packing; not shut down
   * @throws IllegalArgumentException if the source gives a tile of another size or type
   * @throws IOException if the source or the disk fails; nothing is left of the file then
   */
  public static void write(
      Path target, PyramidSpec spec, PyramidSource source, ExecutorService executor)
      throws IOException {
    new PyramidTiffWriter(spec, source, executor::submit).writeBeside(target);
  }

  private void writeBeside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, "." + target.getFileName() + ".", ".part");
    try {
      // a file of its own has the usual permissions, a temporary file only the owner's
      Files.delete(part);
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        pages(new BigTiffOutput(channel));
        channel.force(true);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void pages(BigTiffOutput out) throws IOException {
    long link = BigTiffOutput.FIRST_LINK;
    for (int page = 0; page < spec.ome().pages(); page++) {
      List<Chunks> levels = new ArrayList<>();
      for (int level = 0; level < spec.levels().size(); level++) {
        levels.add(tiles(out, page, level));
      }
      long[] subIfds = new long[levels.size() - 1];
      for (int level = 1; level < levels.size(); level++) {
        subIfds[level - 1] = out.directory(fields(page, level, levels.get(level), new long[0]));
      }
      long at = out.directory(fields(page, 0, levels.get(0), subIfds));
      out.patch(link, at);
      link = out.linkOfLastDirectory();
    }
  }

  private Chunks tiles(BigTiffOutput out, int page, int level) throws IOException {
    int across = spec.tilesAcross(level);
    int count = Math.multiplyExact(across, spec.tilesDown(level));
    Chunks chunks = new Chunks(new long[count], new long[count]);
    ArrayDeque<Future<byte[]>> underWay = new ArrayDeque<>();
    try {
      int next = 0;
      for (int written = 0; written < count; written++) {
        while (next < count && underWay.size() < TILES_UNDER_WAY) {
          int tileX = next % across;
          int tileY = next / across;
          underWay.add(start.apply(() -> packed(page, level, tileX, tileY)));
          next++;
        }
        byte[] bytes = result(underWay.remove());
        chunks.offsets()[written] = out.append(bytes);
        chunks.byteCounts()[written] = bytes.length;
      }
      return chunks;
    } finally {
      underWay.forEach(f -> f.cancel(false));
    }
  }

  private static byte[] result(Future<byte[]> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("writing was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      } else if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IOException(e.getCause());
    }
  }

  private byte[] packed(int page, int level, int tileX, int tileY) throws IOException {
    PixelType type = spec.ome().pixelType();
    TiffRegion region = spec.region(level, tileX, tileY);
    Object pixels = source.tile(page, level, tileX, tileY);
    if (type.length(pixels) != region.width() * region.height()) {
      throw new IllegalArgumentException(
          "tile ("
              + tileX
              + ", "
              + tileY
              + ") of level "
              + level
              + " has "
              + region.width()
              + " x "
              + region.height()
              + " px, got "
              + type.length(pixels));
    }
    int size = spec.tileSize();
    Object tile = type.newArray(size * size);
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(pixels, y * region.width(), tile, y * size, region.width());
    }
    if (predictor() == 2) {
      Samples.differentiate(tile, size);
    }
    return deflated(Samples.toBytes(type, tile, ByteOrder.LITTLE_ENDIAN));
  }

  private byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(spec.zlibLevel());
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] packed = new byte[bytes.length + bytes.length / 1000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        if (length == packed.length) {
          packed = Arrays.copyOf(packed, packed.length * 2);
        }
        length += deflater.deflate(packed, length, packed.length - length);
      }
      return Arrays.copyOf(packed, length);
    } finally {
      deflater.end();
    }
  }

  /** Readers disagree on horizontal differences of floating-point numbers: those go without. */
  private int predictor() {
    return spec.ome().pixelType() == PixelType.FLOAT32 ? 1 : 2;
  }

  private TiffFields fields(int page, int level, Chunks chunks, long[] subIfds) {
    OmeMetadata ome = spec.ome();
    PyramidSpec.Size size = spec.levels().get(level);
    TiffFields fields = new TiffFields();
    fields.longs(TiffTags.NEW_SUBFILE_TYPE, level == 0 ? 0 : 1);
    fields.longs(TiffTags.IMAGE_WIDTH, size.width());
    fields.longs(TiffTags.IMAGE_LENGTH, size.height());
    fields.shorts(TiffTags.BITS_PER_SAMPLE, 8 * ome.pixelType().bytes());
    fields.shorts(TiffTags.COMPRESSION, 8);
    fields.shorts(TiffTags.PHOTOMETRIC, 1);
    if (page == 0 && level == 0) {
      fields.text(TiffTags.IMAGE_DESCRIPTION, ome.toXml());
    }
    fields.shorts(TiffTags.SAMPLES_PER_PIXEL, 1);
    double umPerPixelX = ome.voxel().xUm() * ome.sizeX() / size.width();
    double umPerPixelY = ome.voxel().yUm() * ome.sizeY() / size.height();
    fields.ratio(TiffTags.X_RESOLUTION, 1e4 / umPerPixelX);
    fields.ratio(TiffTags.Y_RESOLUTION, 1e4 / umPerPixelY);
    fields.shorts(TiffTags.PLANAR_CONFIGURATION, 1);
    fields.shorts(TiffTags.RESOLUTION_UNIT, 3); // per centimetre
    fields.text(TiffTags.SOFTWARE, "IMAXT");
    fields.shorts(TiffTags.PREDICTOR, predictor());
    fields.longs(TiffTags.TILE_WIDTH, spec.tileSize());
    fields.longs(TiffTags.TILE_LENGTH, spec.tileSize());
    fields.offsets(TiffTags.TILE_OFFSETS, chunks.offsets());
    fields.offsets(TiffTags.TILE_BYTE_COUNTS, chunks.byteCounts());
    if (subIfds.length > 0) {
      fields.directories(TiffTags.SUB_IFDS, subIfds);
    }
    fields.shorts(TiffTags.SAMPLE_FORMAT, ome.pixelType().sampleFormat());
    return fields;
  }

  /** Where the tiles of a level went. */
  private record Chunks(long[] offsets, long[] byteCounts) {}
}
