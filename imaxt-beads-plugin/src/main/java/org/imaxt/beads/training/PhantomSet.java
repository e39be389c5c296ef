package org.imaxt.beads.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.phantom.LabelledPhantom;
import org.imaxt.core.stage.JobContext;

/**
 * The standard set of phantoms that the bead network learns from: pieces of sections of great
 * variety at the level where a bead is 10 px in radius, normalised as any section is.
 */
public final class PhantomSet {

  /** A bead of 46 µm is 10 px in radius. */
  public static final double PIXEL_SIZE_UM = 4.5;

  /**
   * Percentiles that become 0 and 1: agarose fills more than a tenth of any section worth imaging,
   * and of a thousand pixels one is as bright as beads or tissue are.
   */
  public static final ModelInfo.ImageScale SCALE =
      new ModelInfo.ImageScale(PIXEL_SIZE_UM, 10, 10, 99.9);

  /** Phantoms are ours, and so is what is learnt from them. */
  private static final String LICENCE = "BSD-2-Clause";

  /** Columns and rows of a piece: 2.3 mm. */
  public static final int EDGE_PX = 512;

  /** Phantoms of seed 1 are those of 1000 to 1999, and so on. */
  private static final long PHANTOMS_A_SEED = 1000;

  private PhantomSet() {}

  /** Pieces for a training's seed, rendered by all threads; tells progress of each. */
  static TrainingSet render(long seed, int count, JobContext context) {
    long first = PHANTOMS_A_SEED * seed;
    int together = 2 * context.executor().getParallelism();
    List<LabelledImage> images = new ArrayList<>();
    while (images.size() < count) {
      context.progress().checkCancelled();
      List<Long> seeds =
          LongStream.range(first + images.size(), first + count).limit(together).boxed().toList();
      images.addAll(context.executor().forEachApply(seeds, s -> images(s, 1).get(0)));
      context.progress().advance(seeds.size());
    }
    String source = "phantoms of seeds %s to %s".formatted(first, first + count - 1);
    return new TrainingSet(images, SCALE, source, LICENCE);
  }

  /**
   * Renders pieces.
   *
   * @param firstSeed seed of the first; the others follow on
   * @param count how many
   * @return normalised images with the labels of their beads
   */
  public static List<LabelledImage> images(long firstSeed, int count) {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(normalised(LabelledPhantom.render(firstSeed + i, EDGE_PX, PIXEL_SIZE_UM)));
    }
    return images;
  }

  /**
   * A piece as the network sees it.
   *
   * @param piece the piece; its image is altered
   * @return normalised image and labels
   */
  public static LabelledImage normalised(LabelledPhantom piece) {
    int width = piece.widthPx();
    int height = piece.heightPx();
    float[] values = piece.image();
    IntensityRange.ofPercentiles(
            ArrayImgs.floats(values, width, height), SCALE.lowPercentile(), SCALE.highPercentile())
        .apply(values);
    return new LabelledImage(values, piece.labels(), width, height);
  }
}
