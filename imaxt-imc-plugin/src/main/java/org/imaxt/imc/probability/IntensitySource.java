package org.imaxt.imc.probability;

import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.Box;

/**
 * Intensities taken for probabilities: the stains from 0 to 1; where the nuclear stain leaves
 * something, the other one shares it between cytoplasm and background.
 *
 * @param stains the image
 */
public record IntensitySource(Stains stains) implements ProbabilitySource {

  private static final int SQUARE_PX = 2048;

  @Override
  public void run(Consumer<PredictedBlock> receiver) {
    for (Box box : Box.squares(stains.width(), stains.height(), SQUARE_PX)) {
      float[] nuclear = stains.nuclear().read(box);
      float[] other = stains.cytoplasm().map(p -> p.read(box)).orElseGet(() -> new float[0]);
      float[] all = new float[CLASSES * nuclear.length];
      for (int i = 0; i < nuclear.length; i++) {
        float n = within(nuclear[i]);
        float c = other.length == 0 || Float.isNaN(other[i]) ? 0 : (1 - n) * within(other[i]);
        all[CLASSES * i + BACKGROUND] = 1 - n - c;
        all[CLASSES * i + NUCLEUS] = n;
        all[CLASSES * i + CYTOPLASM] = c;
      }
      receiver.accept(
          new PredictedBlock(
              box.x(), box.y(), box.width(), box.height(), CLASSES, all, box.width(), 0));
    }
  }

  /** Keeps NaN. */
  private static float within(float value) {
    return value < 0 ? 0 : value > 1 ? 1 : value;
  }
}
