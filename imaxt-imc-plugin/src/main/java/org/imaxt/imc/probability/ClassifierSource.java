package org.imaxt.imc.probability;

import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.Box;

/**
 * A classifier of pixels.
 *
 * @param classifier what has learnt
 * @param stains the image
 */
public record ClassifierSource(PixelClassifier classifier, Stains stains)
    implements ProbabilitySource {

  private static final int SQUARE_PX = 512;

  @Override
  public void run(Consumer<PredictedBlock> receiver) {
    for (Box box : Box.squares(stains.width(), stains.height(), SQUARE_PX)) {
      receiver.accept(
          new PredictedBlock(
              box.x(),
              box.y(),
              box.width(),
              box.height(),
              CLASSES,
              classifier.classify(stains, box),
              box.width(),
              0));
    }
  }
}
