package org.imaxt.core.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutor;

/**
 * Writes the slide scans of a phantom as {@code slides/<name>.ome.tif}.
 *
 * <p>Holds one slide and its pyramid in memory at a time: six bytes a pixel.
 */
public final class SlidePhantom {
  /** Folder of the slides beside the acquisition. */
  public static final String FOLDER = "slides";

  private SlidePhantom() {}

  /**
   * Renders and writes all slides; equal parameters give equal bytes whatever the executor.
   *
   * @param params the phantom
   * @param root folder of the phantom; {@code slides} is created in it when there are any
   * @param executor where pieces are rendered
   * @param progress hears of each slide
   * @return the truth; not written
   * @throws IOException if a file cannot be written
   */
  public static PhantomTruth write(
      PhantomParams params, Path root, TaskExecutor executor, ProgressListener progress)
      throws IOException {
    Phantom phantom = new Phantom(params);
    SlideRenderer renderer = phantom.truth().slides().isEmpty() ? null : phantom.slideRenderer();
    int total = phantom.truth().slides().size();
    int done = 0;
    for (SlideTruth slide : phantom.truth().slides()) {
      Path folder = Files.createDirectories(root.resolve(FOLDER));
      SlideFile.write(SlideImage.render(renderer, slide, executor), folder);
      progress.progressed(++done, total);
    }
    return phantom.truth();
  }
}
