package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.OmeXml;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffException;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.core.tiff.TiffTags;
import org.imaxt.core.zarr.DataType;
import org.imaxt.federation.slides.Slide.SlideChannel;

/**
 * Slides in TIFF files: stitched by whoever wrote them, a channel a page or a sample. Pyramids are
 * passed over; ours are made anew.
 */
final class TiffSlides {

  /** A strip or tile must be unpacked whole, and several units run at once. */
  private static final long MOST_CHUNK_BYTES = 256L << 20;

  private static final int PHOTOMETRIC = 262;
  private static final int WHITE_IS_ZERO = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  private TiffSlides() {}

  /** The slide of a file. */
  static Slide describe(String name, Path file) throws IOException {
    try (TiffReader reader = TiffReader.openColour(file)) {
      TiffPage first = reader.pages().get(0);
      Optional<String> description = first.description().filter(OmeXml::isOme);
      return description.isPresent()
          ? ome(name, file, reader, description.get())
          : plain(name, file, reader);
    }
  }

  private static Slide ome(String name, Path file, TiffReader reader, String description)
      throws IOException {
    List<OmeXml.Image> images;
    try {
      images = OmeXml.read(description, file.getFileName().toString());
    } catch (org.imaxt.core.xml.XmlException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
    OmeXml.Image image =
        images.stream()
            .max(Comparator.comparingLong(i -> (long) i.sizeX() * i.sizeY()))
            .orElseThrow();
    if (image.planes() > 1) {
      throw new InputException(
          "%s: it has %s planes or points in time, a slide has one; export a projection"
              .formatted(file, image.planes()));
    }
    List<String> names = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (OmeXml.ImageChannel channel : image.channels()) {
      TiffPage page = page(file, reader, image, channel);
      int samples = shown(page);
      for (int sample = 0; sample < samples; sample++) {
        names.add(samples == 3 ? colour(channel.name(), sample, image) : channel.name());
        places.add(new int[] {channel.page(), sample});
      }
    }
    Map<String, String> metadata = new TreeMap<>();
    if (images.size() > 1) {
      metadata.put("images passed over", Integer.toString(images.size() - 1));
    }
    return slide(name, file, "ome-tiff", reader, names, places, image.xUm(), image.yUm(), metadata);
  }

  private static TiffPage page(
      Path file, TiffReader reader, OmeXml.Image image, OmeXml.ImageChannel channel)
      throws TiffException {
    if (channel.page() >= reader.pages().size()) {
      throw new TiffException(
          TiffException.Kind.CORRUPT,
          file,
          "its OME-XML names page %s, it has %s".formatted(channel.page(), reader.pages().size()));
    }
    TiffPage page = reader.pages().get(channel.page());
    if (page.width() != image.sizeX() || page.height() != image.sizeY()) {
      throw new TiffException(
          TiffException.Kind.CORRUPT,
          file,
          "its OME-XML says %s x %s px, page %s has %s x %s"
              .formatted(
                  image.sizeX(), image.sizeY(), channel.page(), page.width(), page.height()));
    }
    return page;
  }

  /** Several colour channels are told apart by their own names. */
  private static String colour(String channel, int sample, OmeXml.Image image) {
    String letter = "RGB".substring(sample, sample + 1);
    return image.channels().size() == 1 ? letter : channel + " " + letter;
  }

  private static Slide plain(String name, Path file, TiffReader reader) throws IOException {
    TiffPage first = reader.pages().get(0);
    List<String> names = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (TiffPage page : reader.pages()) {
      boolean alike =
          page.width() == first.width()
              && page.height() == first.height()
              && page.pixelType() == first.pixelType()
              && page.samples() == first.samples()
              && !page.reduced();
      int samples = alike ? shown(page) : 0;
      for (int sample = 0; sample < samples; sample++) {
        names.add(samples == 3 ? "RGB".substring(sample, sample + 1) : "");
        places.add(new int[] {page.index(), sample});
      }
    }
    return slide(
        name,
        file,
        "tiff",
        reader,
        names,
        places,
        Resolution.umX(first.tags(), first.description()),
        Resolution.umY(first.tags(), first.description()),
        Map.of());
  }

  /** Samples of a page that are channels: colour images may carry transparency as a fourth. */
  private static int shown(TiffPage page) {
    boolean colour = photometric(page) == RGB;
    return colour ? Math.min(3, page.samples()) : page.samples();
  }

  private static long photometric(TiffPage page) {
    return page.tags().integers(PHOTOMETRIC).map(v -> v[0]).orElse(1L);
  }

  private static Slide slide(
      String name,
      Path file,
      String source,
      TiffReader reader,
      List<String> names,
      List<int[]> places,
      Optional<Double> xUm,
      Optional<Double> yUm,
      Map<String, String> metadata) {
    List<String> unique = ChannelNames.of(names);
    List<SlideChannel> channels = new ArrayList<>();
    boolean floats = false;
    TiffPage first = reader.pages().get(places.get(0)[0]);
    for (int c = 0; c < places.size(); c++) {
      TiffPage page = reader.pages().get(places.get(c)[0]);
      requireReadable(file, page);
      floats |= page.pixelType() == PixelType.FLOAT32;
      channels.add(new SlideChannel(unique.get(c), places.get(c)[0], places.get(c)[1]));
    }
    return new Slide(
        name,
        file,
        source,
        0,
        first.width(),
        first.height(),
        xUm,
        yUm,
        channels,
        floats ? DataType.FLOAT32 : DataType.UINT16,
        LevelBlock.Zero.VALUE,
        metadata);
  }

  private static void requireReadable(Path file, TiffPage page) {
    PixelType type = page.pixelType();
    if (type != PixelType.UINT8 && type != PixelType.UINT16 && type != PixelType.FLOAT32) {
      throw new InputException(
          "%s: pixels must be uint8, uint16 or float32, they are %s; save it as one of these"
              .formatted(file, type.key()));
    }
    if (photometric(page) == PALETTE || photometric(page) == WHITE_IS_ZERO) {
      throw new InputException(
          "%s: pixels must be intensities or RGB, they are %s; save it as one of these"
              .formatted(
                  file, photometric(page) == PALETTE ? "numbers in a palette" : "white where 0"));
    }
    if (page.chunkBytes() > MOST_CHUNK_BYTES) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: a strip or tile must be unpacked whole and takes %s MiB, the most is %s; save"
                  + " it tiled",
              file,
              page.chunkBytes() >> 20,
              MOST_CHUNK_BYTES >> 20));
    }
  }

  /** Pixels of a superblock, an array a channel of the group, in the order of the slide. */
  static List<Object> read(Slide slide, int group, PyramidGeometry.Block block) throws IOException {
    try (TiffReader reader = TiffReader.openColour(slide.file())) {
      List<Object> samples =
          reader.readSamples(
              reader.pages().get(group),
              new TiffRegion(block.x(), block.y(), block.width(), block.height()));
      return slide.channels().stream()
          .filter(c -> c.group() == group)
          .map(c -> PixelArrays.as(slide.type(), samples.get(c.sample())))
          .toList();
    }
  }

  /** Tags of the resolution of plain TIFF files. */
  private static final class Resolution {

    private static final int X = 282;
    private static final int Y = 283;
    private static final int UNIT = 296;

    /** Coarser than any slide scanner: the 72 or 300 dpi that print software puts everywhere. */
    private static final double COARSEST_UM = 50;

    static Optional<Double> umX(TiffTags tags, Optional<String> description) {
      return um(tags, X, description);
    }

    static Optional<Double> umY(TiffTags tags, Optional<String> description) {
      return um(tags, Y, description);
    }

    private static Optional<Double> um(TiffTags tags, int code, Optional<String> description) {
      Optional<Double> unit = imageJUnit(description).or(() -> unit(tags));
      return tags.decimals(code)
          .filter(v -> v.length > 0)
          .flatMap(v -> unit.map(u -> u / v[0]))
          .filter(um -> !(um > COARSEST_UM) || Double.isInfinite(um));
    }

    private static Optional<Double> unit(TiffTags tags) {
      return switch ((int) (long) tags.integers(UNIT).map(v -> v[0]).orElse(2L)) {
        case 2 -> Optional.of(25_400.0);
        case 3 -> Optional.of(10_000.0);
        default -> Optional.empty();
      };
    }

    /** ImageJ writes pixels a unit and names the unit in its description. */
    private static Optional<Double> imageJUnit(Optional<String> description) {
      return description
          .filter(d -> d.startsWith("ImageJ="))
          .flatMap(d -> d.lines().filter(l -> l.startsWith("unit=")).findFirst())
          .flatMap(
              line ->
                  switch (line.substring("unit=".length()).strip()) {
                    case "micron", "um", "µm", "\\u00B5m", "microns" -> Optional.of(1.0);
                    case "nm" -> Optional.of(1e-3);
                    case "mm" -> Optional.of(1e3);
                    case "cm" -> Optional.of(1e4);
                    case "inch" -> Optional.of(25_400.0);
                    default -> Optional.empty();
                  });
    }
  }
}
