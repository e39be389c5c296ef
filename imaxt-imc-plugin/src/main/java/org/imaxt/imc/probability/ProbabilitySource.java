package org.imaxt.imc.probability;

import java.util.Optional;
import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.SegmentParams;

/** Something that tells background, nuclei and cytoplasm apart. */
public interface ProbabilitySource extends AutoCloseable {

  /** Place of the background among the classes. */
  int BACKGROUND = 0;

  /** Place of the nucleus among the classes. */
  int NUCLEUS = 1;

  /**
   * Place of the cytoplasm among the classes; of a network of fluorescence images the place of
   * contacts, which belong to nuclei.
   */
  int CYTOPLASM = 2;

  /** Number of classes. */
  int CLASSES = 3;

  /**
   * Goes over an image whose stains it was made for.
   *
   * @param receiver takes rectangles of {@link #CLASSES} probabilities each, row of rectangles by
   *     row of rectangles, which cover the image once; NaN where nothing is known; may throw to
   *     stop
   */
  void run(Consumer<PredictedBlock> receiver);

  /**
   * How these probabilities are best cut, where the source knows it.
   *
   * @return what suits them
   */
  default Optional<SegmentParams> suiting() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
