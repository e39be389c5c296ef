package org.imaxt.imc.probability;

import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.stage.InputException;

/**
 * A map made elsewhere.
 *
 * @param file the map
 * @param stains the image that it is of
 */
public record MapSource(MapFile file, Stains stains) implements ProbabilitySource {

  private static final int STRIP_ROWS = 512;

  @Override
  public void run(Consumer<PredictedBlock> receiver) {
    for (int y = 0; y < stains.height(); y += STRIP_ROWS) {
      Box box = strip(y);
      float[][] maps = file.read(stains.width(), stains.height(), box);
      float[] all = new float[CLASSES * box.pixels()];
      for (int i = 0; i < box.pixels(); i++) {
        for (int c = 0; c < CLASSES; c++) {
          all[CLASSES * i + c] = maps[c][i];
        }
      }
      receiver.accept(
          new PredictedBlock(0, y, box.width(), box.height(), CLASSES, all, box.width(), 0));
    }
  }

  private Box strip(int y) {
    return new Box(0, y, stains.width(), Math.min(STRIP_ROWS, stains.height() - y));
  }

  /**
   * Refuses a map whose classes are in another order: nuclei must be brighter in the nuclear stain
   * than the background.
   *
   * @throws InputException if they are not
   */
  public void checkOrder() {
    double[] weights = new double[CLASSES];
    double[] sums = new double[CLASSES];
    for (int y = 0; y < stains.height(); y += STRIP_ROWS) {
      Box box = strip(y);
      float[][] maps = file.read(stains.width(), stains.height(), box);
      float[] stain = stains.nuclear().read(box);
      for (int i = 0; i < stain.length; i++) {
        for (int c = 0; c < CLASSES && !Float.isNaN(stain[i] + maps[0][i]); c++) {
          weights[c] += maps[c][i];
          sums[c] += maps[c][i] * stain[i];
        }
      }
    }
    double nucleus = sums[NUCLEUS] / weights[NUCLEUS];
    double background = sums[BACKGROUND] / weights[BACKGROUND];
    if (nucleus <= background) {
      throw new InputException(
          ("the classes of %s must be in the order %s, but its %s are darker in the nuclear stain"
                  + " (%.3g) than its background (%.3g); give --map-order")
              .formatted(
                  file.path(), String.join(",", file.order()), "nuclei", nucleus, background));
    }
  }
}
