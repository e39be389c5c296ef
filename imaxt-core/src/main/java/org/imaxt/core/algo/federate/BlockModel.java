package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.List;

/**
 * A block with the depth of each of its beads: what slides are compared with, whatever they are
 * found to show.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class BlockModel {

  /** Slabs that are looked at beyond either end of the stack. */
  private static final int BEYOND = 4;

  private final Block block;
  private final List<BeadDepth> depths;
  private final Population population;

  private BlockModel(Block block, List<BeadDepth> depths, Population population) {
    this.block = block;
    this.depths = depths;
    this.population = population;
  }

  /**
   * Learns the depths of a block's beads from their apparent radii.
   *
   * @param block its sections and beads
   * @return the model
   */
  public static BlockModel of(Block block) {
    SlabModel finding = SlabModel.defaults();
    DepthFit fit = new DepthFit(block, finding);
    List<BeadDepth> depths = block.beads().stream().map(fit::fit).toList();
    return new BlockModel(block, depths, Population.of(block, fit, depths, finding));
  }

  /**
   * Makes the block ready for comparing slides with it.
   *
   * @param model how slides show beads
   * @return the target
   */
  public BeadTarget target(SlabModel model) {
    return BeadTarget.of(this, model);
  }

  /**
   * The block it was made of.
   *
   * @return the block
   */
  public Block block() {
    return block;
  }

  List<BeadDepth> depths() {
    return depths;
  }

  Population population() {
    return population;
  }

  /** All slabs in order of depth: sections, gaps between them, and some beyond either end. */
  List<Slab> slabs(SlabModel model) {
    List<Slab> out = new ArrayList<>();
    double step = block.stepUm();
    double[] middles = block.sections().stream().mapToDouble(this::middle).toArray();
    for (int k = BEYOND; k >= 1; k--) {
      out.add(orphan(model, middles[0] - k * step));
    }
    for (int i = 0; i < middles.length; i++) {
      Place place = new Place.Section(block.sections().get(i).section());
      out.add(BeadTarget.slab(this, model, place, middles[i]));
      int missing =
          i + 1 < middles.length ? (int) Math.round((middles[i + 1] - middles[i]) / step) - 1 : 0;
      for (int k = 1; k <= missing; k++) {
        out.add(orphan(model, middles[i] + (middles[i + 1] - middles[i]) * k / (missing + 1)));
      }
    }
    for (int k = 1; k <= BEYOND; k++) {
      out.add(orphan(model, middles[middles.length - 1] + k * step));
    }
    return List.copyOf(out);
  }

  private double middle(BlockSection section) {
    List<Double> planes = section.planesUm();
    return 0.5 * (planes.get(0) + planes.get(planes.size() - 1) + block.layerUm());
  }

  private Slab orphan(SlabModel model, double middle) {
    return BeadTarget.slab(this, model, new Place.Orphan(middle), middle);
  }
}
