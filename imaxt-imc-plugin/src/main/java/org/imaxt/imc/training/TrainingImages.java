package org.imaxt.imc.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.imc.nuclei.NucleusModel;

/** Makes what a network learns from. */
final class TrainingImages {

  /** Phantoms of seed 1 are those of 1000 to 1999, and so on. */
  private static final long PHANTOMS_A_SEED = 1000;

  /** One labelled image in so many is degraded for mass cytometry; phantoms are the most. */
  private static final int DEGRADED = 8;

  /** Edge of the pieces of large images. */
  private static final int PIECE_PX = 256;

  private final TrainNucleiParams params;
  private final TaskExecutor executor;
  private final ModelInfo.ImageScale scale;

  TrainingImages(TrainNucleiParams params, TaskExecutor executor) {
    this.params = params;
    this.executor = executor;
    scale = Recipe.scale(params.model());
  }

  static long firstSeed(long seed) {
    return PHANTOMS_A_SEED * seed;
  }

  /** Images for the model of the parameters; {@code labelled} none of which is for tests. */
  List<LabelledImage> of(List<LabelledNuclei> labelled) {
    List<LabelledNuclei> with = labelled.stream().filter(n -> n.diameterPx() > 0).toList();
    if (params.model() == NucleusModel.FLUORESCENCE) {
      return with.stream().map(n -> n.scaled(scale, 2 * scale.objectRadiusPx())).toList();
    }
    long first = firstSeed(params.seed());
    List<Long> seeds = LongStream.range(first, first + params.regions()).boxed().toList();
    List<LabelledImage> images = new ArrayList<>();
    images.addAll(executor.forEachApply(seeds, s -> PhantomRegion.draw(s).image(scale, s)));
    ModelInfo.ImageScale fluorescence = Recipe.scale(NucleusModel.FLUORESCENCE);
    for (int i = 0; i < with.size(); i += DEGRADED) {
      images.add(DegradedNuclei.of(with.get(i), fluorescence, scale, first + i));
    }
    return images;
  }

  /**
   * Images cut into squares of about the same size, so that patches come from all nuclei alike: a
   * few large images hold hundreds of nuclei, and as one image each would hardly be seen. Regions
   * have one size and stay whole.
   */
  List<LabelledImage> pieces(List<LabelledImage> images) {
    return params.model() == NucleusModel.IMC
        ? images
        : images.stream().flatMap(TrainingImages::pieces).toList();
  }

  private static Stream<LabelledImage> pieces(LabelledImage image) {
    int across = Math.max(1, Math.round((float) image.width() / PIECE_PX));
    int down = Math.max(1, Math.round((float) image.height() / PIECE_PX));
    if (across * down == 1) {
      return Stream.of(image);
    }
    List<LabelledImage> pieces = new ArrayList<>();
    for (int k = 0; k < across * down; k++) {
      int x = start(image.width(), k % across, across);
      int y = start(image.height(), k / across, down);
      pieces.add(image.cut(x, y, PIECE_PX));
    }
    return pieces.stream();
  }

  /** Starts spread evenly over a length. */
  private static int start(int length, int index, int count) {
    return count == 1 ? 0 : Math.max(0, length - PIECE_PX) * index / (count - 1);
  }
}
