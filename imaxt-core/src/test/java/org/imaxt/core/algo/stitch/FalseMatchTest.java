package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.PairOutcome;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TilePhantom;
import org.imaxt.core.phantom.TileTruth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tiles that are no neighbours, compared as if they were: whatever matches is false. */
class FalseMatchTest {

  private static final int STEP_PX = 374;
  private static final double RADIUS_PX = 26;
  private static final int[] SEEDS = {5101, 5202, 5303, 5404};

  /** Every so many pairs are looked at; all 3648 of four seeds gave 3 matches, of lone beads. */
  private static final int EVERY = 3;

  @Tag("slow")
  @Test
  void matchesTilesThatAreNoNeighboursNoMoreOftenThanPromised() {
    int pairs = 0;
    int matched = 0;
    for (int seed : SEEDS) {
      TilePhantom phantom =
          TilePhantom.of(
                  PhantomParams.defaults()
                      .withSections(1)
                      .withSeed(seed)
                      .without(
                          Effect.DISTORTION,
                          Effect.MAGNIFICATION,
                          Effect.FLATFIELD,
                          Effect.STRAY_LIGHT))
              .build();
      for (int k = 0; k < phantom.size() * phantom.size(); k += EVERY) {
        int i = k / phantom.size();
        int j = k % phantom.size();
        if (apart(phantom.section().tiles().get(i), phantom.section().tiles().get(j))) {
          pairs++;
          matched += match(phantom, i, j, (k / EVERY) % 2) instanceof PairOutcome.Matched ? 1 : 0;
        }
      }
    }
    String figures = matched + " of " + pairs + " unrelated pairs matched";
    System.getLogger("accuracy").log(System.Logger.Level.INFO, figures);
    double promised = PairParams.defaults().falseMatchRate() * pairs;
    assertTrue(matched <= promised + 3 * Math.sqrt(promised), figures);
  }

  private static boolean apart(TileTruth a, TileTruth b) {
    return Math.max(Math.abs(a.row() - b.row()), Math.abs(a.column() - b.column())) > 1;
  }

  private static PairOutcome match(TilePhantom phantom, int i, int j, int axis) {
    NeighbourPair pair = new NeighbourPair(i, j, axis == 0 ? STEP_PX : 0, axis == 0 ? 0 : STEP_PX);
    PairParams params = PairParams.defaults().withSearchRadius(RADIUS_PX);
    return MaskedCorrelation.match(
        Tiles.strips(pair, views(phantom, i), views(phantom, j), RADIUS_PX), params);
  }

  private static List<RandomAccessibleInterval<FloatType>> views(TilePhantom phantom, int tile) {
    return List.of(view(phantom, tile, 1), view(phantom, tile, 2));
  }

  private static RandomAccessibleInterval<FloatType> view(
      TilePhantom phantom, int tile, int channel) {
    return Converters.convert(
        phantom.tile(tile, channel), (in, out) -> out.set(in.get()), new FloatType());
  }
}
