package org.imaxt.imc.segmentation;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.imc.ImcTiff;
import org.imaxt.core.imc.RegionChannel;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.imc.probability.Pixels;
import org.imaxt.imc.probability.PlanePixels;
import org.imaxt.imc.probability.Stains;
import org.imaxt.imc.probability.SummedPixels;
import org.imaxt.imc.probability.TiffPixels;

/** A plain image file, PNG or TIFF, as channels of pixels. */
final class ImageFile implements AutoCloseable {

  private static final String ENDINGS = "(?i)[^.].*\\.(png|tiff?)";
  private static final int STRIP_ROWS = 512;

  private final Path path;
  private final Optional<TiffReader> tiff;
  private final List<Pixels> pixels;
  private final List<ScanChannel> channels;
  private final OptionalDouble pixelSizeUm;

  private ImageFile(
      Path path,
      Optional<TiffReader> tiff,
      List<Pixels> pixels,
      List<ScanChannel> channels,
      OptionalDouble pixelSizeUm) {
    this.path = path;
    this.tiff = tiff;
    this.pixels = pixels;
    this.channels = channels;
    this.pixelSizeUm = pixelSizeUm;
  }

  /** The images of a folder in their order, or the one file. */
  static List<Path> list(Path path) {
    if (!Files.isDirectory(path)) {
      if (!Files.isRegularFile(path)) {
        throw new InputException("%s is no file and no folder".formatted(path));
      }
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> images =
          files.filter(f -> f.getFileName().toString().matches(ENDINGS)).sorted().toList();
      if (images.isEmpty()) {
        throw new InputException("%s must hold PNG or TIFF files, there are none".formatted(path));
      }
      return images;
    } catch (IOException e) {
      throw new InputException("folder %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** The name of a file without its ending. */
  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("(?i)(\\.ome)?\\.(png|tiff?)$", "");
  }

  static ImageFile open(Path path) {
    try {
      boolean png = path.toString().toLowerCase(Locale.ROOT).endsWith(".png");
      return png ? png(path) : tiff(path);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static ImageFile png(Path path) throws IOException {
    BufferedImage image = ImageIO.read(path.toFile());
    if (image == null) {
      throw new InputException(path + " is no PNG");
    }
    Raster raster = image.getRaster();
    int colours = Math.min(raster.getNumBands(), image.getColorModel().getNumColorComponents());
    if (image.getColorModel() instanceof IndexColorModel) {
      throw new InputException(
          path + " has a palette; save it as a PNG of grey values or of colours");
    }
    float[] values = new float[image.getWidth() * image.getHeight()];
    float[] row = new float[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int c = 0; c < colours; c++) {
        raster.getSamples(0, y, row.length, 1, c, row);
        for (int x = 0; x < row.length; x++) {
          values[y * row.length + x] += row[x] / colours;
        }
      }
    }
    Pixels plane = new PlanePixels(values, image.getWidth(), image.getHeight());
    return new ImageFile(
        path, Optional.empty(), List.of(plane), channels(List.of(), 1), OptionalDouble.empty());
  }

  private static ImageFile tiff(Path path) throws IOException {
    TiffReader reader = TiffReader.openColour(path);
    try {
      List<Pixels> pixels = new ArrayList<>();
      for (TiffPage page : reader.pages()) {
        if (!page.reduced()) {
          pixels.add(new TiffPixels(reader, page));
        }
      }
      boolean colour = reader.pages().stream().anyMatch(p -> p.samples() > 1);
      Optional<ImcTiff> named = colour ? Optional.empty() : Optional.of(ImcTiff.open(path));
      return new ImageFile(
          path,
          Optional.of(reader),
          pixels,
          channels(named.map(ImcTiff::channels).orElse(List.of()), pixels.size()),
          named.map(ImcTiff::pixelSizeUm).orElse(OptionalDouble.empty()));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Channels without a name are called by their numbers from 1. */
  private static List<ScanChannel> channels(List<RegionChannel> named, int count) {
    List<ScanChannel> channels = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      String key = Integer.toString(c + 1);
      boolean has = c < named.size() && !named.get(c).key().isEmpty();
      channels.add(new ScanChannel(key, has ? named.get(c).name() : key));
    }
    return channels;
  }

  Path path() {
    return path;
  }

  int width() {
    return pixels.get(0).width();
  }

  int height() {
    return pixels.get(0).height();
  }

  /** Edge of a pixel: what is asked for, or what the file says, or 1 µm. */
  double pixelUm(double asked) {
    return asked > 0 ? asked : pixelSizeUm.orElse(1);
  }

  /** The stains; refuses an image that shows no nuclei at all. */
  Stains stains(SegmentationParams settings, double askedUm) {
    StainChoice choice =
        pixels.size() == 1 && settings.nuclear().isEmpty()
            ? new StainChoice(List.of(0), List.of())
            : StainChoice.of(settings, channels, path.toString());
    List<Pixels> nuclear = choice.nuclear().stream().map(pixels::get).toList();
    if (nuclear.stream().noneMatch(ImageFile::shows)) {
      throw new InputException(
          "the nuclear channel of %s must show something, it is 0 throughout".formatted(path));
    }
    Optional<Pixels> cytoplasm =
        choice.cytoplasm().isEmpty()
            ? Optional.empty()
            : Optional.of(
                SummedPixels.of(
                    choice.cytoplasm().stream().map(pixels::get).toList(),
                    settings.low(),
                    settings.high()));
    return new Stains(
        SummedPixels.of(nuclear, settings.low(), settings.high()), cytoplasm, pixelUm(askedUm));
  }

  private static boolean shows(Pixels pixels) {
    for (int y = 0; y < pixels.height(); y += STRIP_ROWS) {
      int rows = Math.min(STRIP_ROWS, pixels.height() - y);
      for (float value : pixels.read(new Box(0, y, pixels.width(), rows))) {
        if (value > 0) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      if (tiff.isPresent()) {
        tiff.get().close();
      }
    } catch (IOException e) {
      throw new InputException("%s cannot be closed: %s".formatted(path, e.getMessage()), e);
    }
  }
}
