package org.imaxt.imc.segmentation;

import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.algo.segment.LabelBlocks;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Segmentation;
import org.imaxt.core.stage.Progress;
import org.imaxt.imc.probability.ProbabilitySource;

/**
 * From a source of probabilities to labels: the probabilities are written, read back and cut, so
 * that what is kept is what was cut.
 *
 * @param settings how they are cut
 * @param pixelUm edge of a pixel, µm
 * @param executor threads to use
 * @param progress is asked after each square
 */
record Segmenter(
    SegmentationParams settings, double pixelUm, TaskExecutor executor, Progress progress) {

  /** Bytes of a pixel of a square with its surroundings: map, distances, labels, queues. */
  private static final long BYTES_PER_PIXEL = 64;

  private static final long BYTES_BESIDE = 96L << 20;

  /** Windows of a row of the widest images and their answers. */
  private static final long NETWORK_BYTES = 256L << 20;

  SegmentCounts run(
      ProbabilitySource source, ProbabilityImage map, LabelBlocks nuclei, LabelBlocks cells) {
    source.run(map.writer(progress::checkCancelled));
    SegmentParams params = settings.pixels(pixelUm, source.suiting());
    return SegmentCounts.of(
        Segmentation.run(map, nuclei, cells, params, executor, progress::checkCancelled), pixelUm);
  }

  /** Memory that an image takes on one thread. */
  static long memoryBytes(int width, int height, double pixelUm, SegmentationParams settings) {
    SegmentParams params = settings.pixels(pixelUm, Optional.empty());
    long network = settings.choice() == ProbabilityChoice.UNET ? NETWORK_BYTES : 0;
    long margin = 2L * (params.division().wholePx() + params.reachPx() + 64);
    long side = params.division().squarePx() + margin;
    return network
        + BYTES_BESIDE
        + BYTES_PER_PIXEL * Math.min(width, side) * Math.min(height, side);
  }
}
