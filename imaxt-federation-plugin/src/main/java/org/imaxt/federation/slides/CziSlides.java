package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.fuse.FeatheredMean;
import org.imaxt.core.czi.CziFile;
import org.imaxt.core.czi.CziPixelType;
import org.imaxt.core.czi.CziTile;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.DataType;
import org.imaxt.federation.slides.Slide.SlideChannel;

/** Slides in CZI files: tiles laid where the scanner recorded them. */
final class CziSlides {

  /** Part of a tile's shorter side over which it fades: half of the usual overlap of a tenth. */
  private static final double TAPER = 0.05;

  /** Kind of file that slides tell of themselves. */
  static final String SOURCE = "czi";

  private CziSlides() {}

  /** The slides of a file, one a scene. */
  static List<Slide> describe(String stem, Path file) throws IOException {
    try (CziFile czi = CziFile.open(file)) {
      List<String> refusals = czi.refusals();
      if (!refusals.isEmpty() && !BioFormats.isThere()) {
        throw new InputException(file + ": " + String.join("; ", refusals));
      }
      List<Integer> scenes = czi.tiles().stream().map(CziTile::scene).distinct().toList();
      List<Slide> slides = new ArrayList<>();
      for (int i = 0; i < scenes.size(); i++) {
        String name = scenes.size() == 1 ? stem : SlideName.ofScene(stem, i + 1);
        slides.add(slide(name, file, scenes.get(i), czi));
      }
      return slides;
    }
  }

  /** The slide with all its channels. */
  static Slide whole(Slide slide) throws IOException {
    return describe(slide.name(), slide.file()).stream()
        .filter(s -> s.scene() == slide.scene())
        .findFirst()
        .orElseThrow(() -> new InputException(slide.file() + " has changed"));
  }

  /** How many scenes of a slide's size come before it. */
  static int turn(Slide slide) throws IOException {
    return (int)
        describe(slide.name(), slide.file()).stream()
            .takeWhile(s -> s.scene() != slide.scene())
            .filter(s -> s.widthPx() == slide.widthPx() && s.heightPx() == slide.heightPx())
            .count();
  }

  private static Slide slide(String name, Path file, int scene, CziFile czi) {
    List<CziTile> tiles = tiles(czi, scene);
    Frame frame = Frame.of(file, tiles);
    List<Integer> groups = tiles.stream().map(CziTile::channel).distinct().toList();
    List<String> stated = czi.metadata().channelNames();
    List<String> names = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    boolean floats = false;
    for (int group : groups) {
      List<CziPixelType> types =
          tiles.stream().filter(t -> t.channel() == group).map(CziTile::type).distinct().toList();
      if (types.size() > 1) {
        throw new InputException(
            "%s: tiles of channel %s must be of one kind, they are %s; export it anew"
                .formatted(file, group + 1, types));
      }
      floats |= types.get(0) == CziPixelType.GRAY32_FLOAT;
      String channel = group < stated.size() ? stated.get(group) : "";
      boolean colour = types.get(0) == CziPixelType.BGR24;
      for (int sample = 0; sample < types.get(0).samples(); sample++) {
        String letter = "RGB".substring(sample, sample + 1);
        names.add(!colour ? channel : groups.size() == 1 ? letter : channel + " " + letter);
        places.add(new int[] {group, sample});
      }
    }
    List<String> unique = ChannelNames.of(names);
    List<SlideChannel> channels = new ArrayList<>();
    for (int c = 0; c < places.size(); c++) {
      channels.add(new SlideChannel(unique.get(c), places.get(c)[0], places.get(c)[1]));
    }
    return new Slide(
        name,
        file,
        czi.refusals().isEmpty() ? SOURCE : HandedOver.SOURCE,
        scene,
        (int) frame.width(),
        (int) frame.height(),
        czi.metadata().xUm(),
        czi.metadata().yUm(),
        channels,
        floats ? DataType.FLOAT32 : DataType.UINT16,
        LevelBlock.Zero.UNKNOWN,
        Map.of("tiles", Integer.toString(tiles.size()), "origin px", frame.x() + " " + frame.y()));
  }

  private static List<CziTile> tiles(CziFile czi, int scene) {
    return czi.tiles().stream().filter(t -> t.scene() == scene).toList();
  }

  /** The rectangle that holds all tiles of a scene. */
  private record Frame(long x, long y, long width, long height) {

    static Frame of(Path file, List<CziTile> tiles) {
      long x0 = tiles.stream().mapToLong(CziTile::x).min().orElseThrow();
      long y0 = tiles.stream().mapToLong(CziTile::y).min().orElseThrow();
      long x1 = tiles.stream().mapToLong(t -> (long) t.x() + t.width()).max().orElseThrow();
      long y1 = tiles.stream().mapToLong(t -> (long) t.y() + t.height()).max().orElseThrow();
      if (Math.max(x1 - x0, y1 - y0) > Integer.MAX_VALUE) {
        throw new InputException(
            "%s: a side must be below 2^31 px, its tiles lie on %s x %s; export its scenes apart"
                .formatted(file, x1 - x0, y1 - y0));
      }
      return new Frame(x0, y0, x1 - x0, y1 - y0);
    }
  }

  /** Pixels of a superblock, an array a channel of the group, in the order of the slide. */
  static List<Object> read(
      Slide slide,
      int group,
      PyramidGeometry.Block block,
      boolean corrected,
      Sample sample,
      Progress progress)
      throws IOException {
    List<Object> pixels = new ArrayList<>();
    try (CziFile czi = CziFile.open(slide.file())) {
      List<CziTile> all = tiles(czi, slide.scene());
      Frame frame = Frame.of(slide.file(), all);
      for (SlideChannel channel : slide.channels()) {
        if (channel.group() != group) {
          continue;
        }
        Optional<Flatfield> flatfield =
            corrected
                ? SlideFlatfields.of(sample, slide.file(), group, channel.sample(), progress)
                    .flatfield()
                : Optional.empty();
        FeatheredMean mean = new FeatheredMean(block.x(), block.y(), block.width(), block.height());
        for (CziTile tile : all) {
          long x = tile.x() - frame.x();
          long y = tile.y() - frame.y();
          boolean touches =
              x < block.x() + (long) block.width()
                  && x + tile.width() > block.x()
                  && y < block.y() + (long) block.height()
                  && y + tile.height() > block.y();
          if (tile.channel() == group && touches) {
            progress.checkCancelled();
            lay(mean, czi.read(tile, channel.sample()), tile, (int) x, (int) y, flatfield);
          }
        }
        pixels.add(
            slide.type() == DataType.FLOAT32
                ? mean.mean()
                : mean.stored(flatfield.isPresent() ? 1 : 0));
      }
    }
    return pixels;
  }

  private static void lay(
      FeatheredMean mean,
      Object pixels,
      CziTile tile,
      int x,
      int y,
      Optional<Flatfield> flatfield) {
    FeatheredMean.Tile laid = new FeatheredMean.Tile(pixels, x, y, tile.width(), tile.height());
    double taper = TAPER * Math.min(tile.width(), tile.height());
    boolean fits =
        flatfield.filter(f -> f.width() == tile.width() && f.height() == tile.height()).isPresent();
    if (fits) {
      mean.addCorrected(laid, taper, flatfield.get());
    } else {
      mean.add(laid, taper);
    }
  }
}
