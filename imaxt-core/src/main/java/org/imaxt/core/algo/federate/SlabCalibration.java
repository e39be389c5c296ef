package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Learns from slides of which the section is certain how all slides show beads: where in depth
 * their slabs lie, a bias and scatter of radii, and how far beads lie from an affine.
 *
 * <p>Most probable values on a grid, refined once, under weak priors; order and number of slides
 * only add evidence.
 */
public final class SlabCalibration {

  private static final double SURE = Math.log(0.99);
  private static final int LEAST_PAIRS = 8;

  /** Pairs of beads below which nothing is learnt. */
  private static final int ENOUGH_PAIRS = 20;

  private static final double LEAST_SCATTER_UM = 0.3;
  private static final double OFFSET_PRIOR_UM = 3;
  private static final double BIAS_PRIOR_UM = 2;
  private static final double[] OFFSETS = {-6, -4, -2, 0, 2, 4, 6};
  private static final double[] BIASES = {-4, -2, -1, 0, 1, 2, 4};
  private static final double[] SIGMAS = {0.3, 0.6, 1, 1.6, 2.5, 4};
  private static final double[] FINE = {-1, -0.5, 0, 0.5, 1};
  private static final double[] WIDER = {0.75, 0.85, 1, 1.15, 1.3};

  private final BlockModel block;
  private final List<Slide> slides = new ArrayList<>();

  private SlabCalibration(BlockModel block) {
    this.block = block;
  }

  /** A slide of which the section is certain. */
  private record Slide(SlideEvidence evidence, SlabMatch match, double layersMiddle) {}

  /**
   * Learns.
   *
   * @param block the block
   * @param evidences slides under the model that was assumed
   * @param assumed that model
   * @return what is most probable; what was assumed if too few slides are certain
   */
  public static SlabModel learn(
      BlockModel block, List<SlideEvidence> evidences, SlabModel assumed) {
    SlabCalibration own = new SlabCalibration(block);
    int pairs = 0;
    List<Double> residuals = new ArrayList<>();
    for (SlideEvidence e : evidences) {
      SlideEvidence.Chance chance = e.likeliest();
      if (chance.place() instanceof Place.Section s && chance.logProbability() > SURE) {
        SlabMatch match = e.match(s).orElseThrow();
        if (match.pairs().size() >= LEAST_PAIRS) {
          own.slides.add(new Slide(e, match, own.middle(s.number())));
          pairs += match.pairs().size();
          match.pairs().forEach(p -> residuals.addAll(residuals(match.affine(), p)));
        }
      }
    }
    if (pairs < ENOUGH_PAIRS) {
      return assumed;
    }
    double spread = RobustScale.sigma(residuals.stream().mapToDouble(r -> r).toArray());
    SlabModel best = own.refined(own.searched(assumed));
    return new SlabModel(
        best.offsetUm(),
        best.radiusBiasUm(),
        Math.max(LEAST_SCATTER_UM, best.radiusSigmaUm()),
        Math.max(0.5, Math.min(2 * assumed.positionSigmaUm(), spread)),
        assumed.detected(),
        assumed.smallestUm(),
        assumed.falseShare());
  }

  private static List<Double> residuals(Affine affine, BeadPair p) {
    return List.of(
        affine.x(p.fromX(), p.fromY()) - p.toX(), affine.y(p.fromX(), p.fromY()) - p.toY());
  }

  private double middle(int section) {
    BlockSection of =
        block.block().sections().stream()
            .filter(s -> s.section() == section)
            .findFirst()
            .orElseThrow();
    int last = of.planesUm().size() - 1;
    return 0.5 * (of.planesUm().get(0) + of.planesUm().get(last) + block.block().layerUm());
  }

  private SlabModel searched(SlabModel from) {
    SlabModel best = from;
    for (int round = 0; round < 2; round++) {
      List<SlabModel> all = new ArrayList<>();
      for (double offset : OFFSETS) {
        for (double bias : BIASES) {
          all.add(best.withDepth(offset, bias, best.radiusSigmaUm()));
        }
      }
      best = likeliest(all);
      SlabModel now = best;
      best = likeliest(scatters(now, SIGMAS, 1));
    }
    return best;
  }

  private static List<SlabModel> scatters(SlabModel now, double[] factors, double unit) {
    List<SlabModel> out = new ArrayList<>();
    for (double f : factors) {
      out.add(now.withDepth(now.offsetUm(), now.radiusBiasUm(), f * unit));
    }
    return out;
  }

  private SlabModel refined(SlabModel from) {
    SlabModel best = from;
    for (double unit : new double[] {1, 0.5}) {
      List<SlabModel> all = new ArrayList<>();
      for (double offset : FINE) {
        for (double bias : FINE) {
          all.add(
              best.withDepth(
                  best.offsetUm() + offset * unit,
                  best.radiusBiasUm() + 0.5 * bias * unit,
                  best.radiusSigmaUm()));
        }
      }
      best = likeliest(all);
      best = likeliest(scatters(best, WIDER, best.radiusSigmaUm()));
    }
    return best;
  }

  private SlabModel likeliest(List<SlabModel> models) {
    return models.stream().max(Comparator.comparingDouble(this::logProbability)).orElseThrow();
  }

  private double logProbability(SlabModel model) {
    double o = model.offsetUm() / OFFSET_PRIOR_UM;
    double b = model.radiusBiasUm() / BIAS_PRIOR_UM;
    double sum = -0.5 * (o * o + b * b);
    for (Slide slide : slides) {
      double top = slide.layersMiddle + model.offsetUm() - block.block().stepUm() / 2;
      double bottom = top + block.block().stepUm();
      for (BeadPair p : slide.match.pairs()) {
        ScanBead bead = slide.evidence.scan().beads().get(p.scanBead());
        double density =
            block
                .depths()
                .get(p.targetBead())
                .density(bead.radiusUm(), bead.radiusSigmaUm(), top, bottom, model);
        sum += Math.log(density + 1e-5);
      }
    }
    return sum;
  }
}
