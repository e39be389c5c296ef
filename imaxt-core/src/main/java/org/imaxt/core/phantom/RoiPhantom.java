package org.imaxt.core.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import net.imglib2.parallel.TaskExecutor;

/**
 * Writes the regions of a phantom: {@code imc/<file>.txt}, the table {@code roi-slides.csv} of the
 * slides they lie on, and beside, in {@code imc-truth}, {@code nuclei/<name>.tiff}, {@code
 * cells/<name>.tiff} (unsigned 32 bits, one number a cell in both) and {@code <name>.csv}, a line a
 * cell.
 *
 * <p>Each thread holds one region: some hundred bytes a pixel.
 */
public final class RoiPhantom {
  /** Folder of the regions beside the acquisition. */
  public static final String FOLDER = "imc";

  /** Folder of the true objects. */
  public static final String TRUTH_FOLDER = "imc-truth";

  /** Table of the slides that regions lie on: {@code roi,slide}. */
  public static final String SLIDES_FILE = "roi-slides.csv";

  private RoiPhantom() {}

  /**
   * Renders and writes all regions; equal parameters give equal bytes whatever the executor.
   *
   * @param params the phantom
   * @param root folder of the phantom
   * @param executor where regions are rendered
   * @param progress hears of each region
   * @return the truth; not written
   * @throws IOException if a file cannot be written
   */
  public static PhantomTruth write(
      PhantomParams params, Path root, TaskExecutor executor, ProgressListener progress)
      throws IOException {
    Phantom phantom = new Phantom(params);
    PhantomTruth truth = phantom.truth();
    if (truth.rois().isEmpty()) {
      return truth;
    }
    Files.createDirectories(root.resolve(FOLDER));
    for (String kind : new String[] {"nuclei", "cells"}) {
      Files.createDirectories(root.resolve(TRUTH_FOLDER).resolve(kind));
    }
    StringBuilder table = new StringBuilder("roi,slide\n");
    truth.rois().forEach(r -> table.append(r.name()).append(',').append(r.slide()).append('\n'));
    Files.writeString(root.resolve(SLIDES_FILE), table);
    RoiRenderer renderer = phantom.roiRenderer();
    AtomicLong done = new AtomicLong();
    try {
      executor.forEach(
          truth.rois(),
          roi -> {
            write(renderer.render(roi), root);
            progress.progressed(done.incrementAndGet(), truth.rois().size());
          });
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write the regions to " + root, e.getCause());
    }
    return truth;
  }

  private static void write(RoiImage image, Path root) {
    RoiTruth roi = image.roi();
    Path truth = root.resolve(TRUTH_FOLDER);
    try {
      RoiFile.writeText(image, root.resolve(FOLDER).resolve(roi.file()));
      String name = roi.name() + ".tiff";
      RoiFile.writeLabels(roi, image.nuclei(), truth.resolve("nuclei").resolve(name));
      RoiFile.writeLabels(roi, image.cells(), truth.resolve("cells").resolve(name));
      RoiFile.writeCells(image, truth.resolve(roi.name() + ".csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(roi.file(), e);
    }
  }
}
