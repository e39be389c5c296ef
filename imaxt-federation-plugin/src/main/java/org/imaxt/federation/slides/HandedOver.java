package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.core.zarr.DataType;
import org.imaxt.federation.slides.Slide.SlideChannel;

/**
 * Slides whose sub-blocks only Bio-Formats unpacks: it lays the tiles, we keep the result as a
 * tiled TIFF in the folder for temporary files until the slide is complete. A run that was
 * interrupted finds it there again.
 */
final class HandedOver {

  /** Kind of file that slides tell of themselves. */
  static final String SOURCE = "czi by Bio-Formats";

  private static final int TILE_PX = 512;

  private HandedOver() {}

  /**
   * Has Bio-Formats read a slide, unless that was done before.
   *
   * @param slide the slide, with all its channels
   * @param turn how many scenes of its size come before it in the file
   */
  static void convert(Slide slide, int turn, Progress progress) {
    Path target = place(slide);
    if (Files.exists(target)) {
      return;
    }
    try (BioFormats opened = BioFormats.open(slide.file())) {
      Path part = Files.createTempFile("imaxt", ".part");
      try {
        write(slide, opened.image(slide, turn), part, progress);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new InputException(slide.file() + ": handed over to Bio-Formats, but " + e, e);
    }
  }

  /** Pages in the order of the channels; each is in memory while its tiles are written. */
  private static void write(Slide slide, BioFormats.Image image, Path file, Progress progress)
      throws IOException {
    List<OmeChannel> channels =
        slide.channels().stream().map(c -> new OmeChannel(c.name(), 0)).toList();
    boolean floats = slide.type() == DataType.FLOAT32;
    OmeMetadata ome =
        new OmeMetadata(
            slide.name(),
            slide.widthPx(),
            slide.heightPx(),
            1,
            1,
            floats ? PixelType.FLOAT32 : PixelType.UINT16,
            new OmeMetadata.Voxel(1, 1, 0),
            channels,
            Map.of());
    PyramidSpec.Size size = new PyramidSpec.Size(slide.widthPx(), slide.heightPx());
    PyramidSpec spec = new PyramidSpec(ome, List.of(size), TILE_PX, 1);
    Page page = new Page(slide, image);
    PyramidTiffWriter.write(
        file,
        spec,
        (number, level, tileX, tileY) -> {
          progress.checkCancelled();
          return page.part(number, spec.region(level, tileX, tileY));
        });
  }

  /** The page that was asked for last. */
  private static final class Page {

    private final Slide slide;
    private final BioFormats.Image image;
    private int number = -1;
    private Object pixels;

    Page(Slide slide, BioFormats.Image image) {
      this.slide = slide;
      this.image = image;
    }

    Object part(int wanted, TiffRegion region) {
      if (wanted != number) {
        pixels = null; // the heap is for the next
        pixels = PixelArrays.as(slide.type(), image.channel(wanted));
        number = wanted;
      }
      int n = region.width() * region.height();
      Object part = slide.type() == DataType.FLOAT32 ? new float[n] : new short[n];
      for (int y = 0; y < region.height(); y++) {
        int from = (region.y() + y) * slide.widthPx() + region.x();
        System.arraycopy(pixels, from, part, y * region.width(), region.width());
      }
      return part;
    }
  }

  /**
   * Pixels of a superblock, an array a channel of the group, in the order of the slide.
   *
   * @param slide the slide, perhaps with some of its channels
   * @param whole the slide with all
   */
  static List<Object> read(Slide slide, Slide whole, int group, PyramidGeometry.Block block)
      throws IOException {
    TiffRegion region = new TiffRegion(block.x(), block.y(), block.width(), block.height());
    List<Object> pixels = new ArrayList<>();
    try (TiffReader reader = TiffReader.open(place(slide))) {
      for (SlideChannel channel : slide.channels()) {
        if (channel.group() == group) {
          int page = whole.channels().indexOf(channel);
          pixels.add(reader.readRegion(reader.pages().get(page), region));
        }
      }
    }
    return pixels;
  }

  /** Deletes what was kept of a slide. */
  static void discard(Slide slide) {
    try {
      Files.deleteIfExists(place(slide));
    } catch (IOException e) {
      throw new InputException(place(slide) + " cannot be deleted: " + e, e);
    }
  }

  /** The same for every run as long as the file does not change. */
  static Path place(Slide slide) {
    String what = "%s %s %s".formatted(slide.file(), SlideFiles.state(slide.file()), slide.scene());
    UUID name = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    return Path.of(System.getProperty("java.io.tmpdir"), "imaxt-slide-" + name + ".tif");
  }
}
