package org.imaxt.core.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.tiff.TiffWriter;

/**
 * Writes section 1, layer 1, channel 1 of a phantom as a plain grid of TIFF files {@code
 * tile_0.tif}, {@code tile_1.tif}, … in acquisition order, and its truth beside.
 */
public final class GridPhantom {

  /** Whether the files come with a document of positions. */
  public enum Positions {
    /** No document: the order of the files alone. */
    NONE,
    /** {@code TileConfiguration.txt} as Fiji's stitching writes it, with the stage's positions. */
    TILE_CONFIGURATION
  }

  private GridPhantom() {}

  /**
   * Renders and writes the tiles; missing tiles of the parameters have no file and no position.
   *
   * @param params the phantom; of its sections, layers and channels the first is written
   * @param folder folder to create; should be empty
   * @param positions whether to write the stage's positions, px from tile 0
   * @param executor where tiles are rendered
   * @param progress hears of each tile
   * @return the truth, also written to {@code truth.json}
   * @throws IOException if a file cannot be written
   */
  public static PhantomTruth write(
      PhantomParams params,
      Path folder,
      Positions positions,
      TaskExecutor executor,
      ProgressListener progress)
      throws IOException {
    Files.createDirectories(folder);
    Phantom phantom = new Phantom(params.withSections(1).withLayers(1));
    PhantomTruth truth = phantom.truth();
    SectionTruth section = truth.sections().get(0);
    truth.write(folder);
    if (positions == Positions.TILE_CONFIGURATION) {
      configuration(truth.params().grid(), section, folder);
    }
    AtomicLong done = new AtomicLong();
    long total = section.tiles().stream().filter(t -> !t.missing()).count();
    try {
      executor.forEach(
          section.tiles().stream().filter(t -> !t.missing()).toList(),
          t -> {
            tile(params.grid(), phantom, t, folder);
            progress.progressed(done.incrementAndGet(), total);
          });
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write the phantom to " + folder, e.getCause());
    }
    return truth;
  }

  private static void tile(GridParams g, Phantom phantom, TileTruth t, Path folder) {
    short[] image = phantom.renderer().tile(1, 1, t.tile())[0];
    Path file = folder.resolve("tile_" + t.tile() + ".tif");
    try {
      TiffWriter.write(file, image, g.tileWidthPx(), g.tileHeightPx());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static void configuration(GridParams g, SectionTruth section, Path folder)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Define the number of dimensions we are working on\ndim = 2\n\n");
    text.append("# Define the image coordinates\n");
    TileTruth first = section.tiles().get(0);
    for (TileTruth t : section.tiles()) {
      if (!t.missing()) {
        text.append(
            String.format(
                Locale.ROOT,
                "tile_%d.tif; ; (%.4f, %.4f)\n",
                t.tile(),
                (t.reportedXUm() - first.reportedXUm()) / g.pixelSizeUm(),
                (t.reportedYUm() - first.reportedYUm()) / g.pixelSizeUm()));
      }
    }
    Files.write(
        folder.resolve("TileConfiguration.txt"), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
