package org.imaxt.core.algo.fuse;

import java.util.Optional;
import org.imaxt.core.algo.distortion.InverseGrid;

/**
 * Measures how large the step of a fused block is where a tile begins or ends.
 *
 * <p>Borders are looked at in pieces of {@value #LENGTH_PX} px. The step of a piece is the mean of
 * the two pixels within the border less that of the two pixels without; the same is taken {@value
 * #BESIDE_PX} px to either side, where no tile begins. Only pieces whose surroundings are all known
 * count, so the outer borders of the mosaic do not. Mutable, for one thread at a time.
 */
public final class SeamMeter {

  private static final int LENGTH_PX = 64;
  private static final int BESIDE_PX = 6;

  /** Pixels looked at on either side of a border. */
  private static final int REACH_PX = BESIDE_PX + 2;

  /** Displacements change by less than a tenth a pixel: each round leaves a tenth of the error. */
  private static final int ROUNDS = 3;

  private final TileWeights weights;
  private final Optional<InverseGrid> inverse;
  private SeamSteps steps = SeamSteps.NONE;

  /**
   * Nothing measured yet.
   *
   * @param weights says where tiles begin and end
   * @param inverse displacements of the turned camera image, if tiles are distorted
   */
  public SeamMeter(TileWeights weights, Optional<InverseGrid> inverse) {
    this.weights = weights;
    this.inverse = inverse;
  }

  /**
   * What was measured so far.
   *
   * @return sums
   */
  public SeamSteps steps() {
    return steps;
  }

  /**
   * Measures the four borders of a tile as far as they lie in a block.
   *
   * @param block finished block
   * @param tile one of the tiles it was made of
   */
  public void add(FusedBlock block, TilePixels tile) {
    side(block, tile, Side.LEFT);
    side(block, tile, Side.RIGHT);
    side(block, tile, Side.TOP);
    side(block, tile, Side.BOTTOM);
  }

  /** A border of the useful area. */
  private enum Side {
    LEFT(true),
    RIGHT(true),
    TOP(false),
    BOTTOM(false);

    /** Whether the border runs along y. */
    private final boolean upright;

    Side(boolean upright) {
      this.upright = upright;
    }
  }

  private void side(FusedBlock block, TilePixels tile, Side side) {
    boolean upright = side.upright;
    double corner = upright ? tile.yPx() : tile.xPx();
    long start = (long) Math.ceil(corner);
    int useful0 = upright ? weights.usefulTop() : weights.usefulLeft();
    int useful1 = upright ? weights.usefulBottom() : weights.usefulRight();
    long min = upright ? block.minY() : block.minX();
    long max = min + (upright ? block.height() : block.width());
    for (long at = start + useful0; at + LENGTH_PX <= start + useful1; at += LENGTH_PX) {
      if (at >= min && at + LENGTH_PX <= max) {
        piece(block, tile, side, at);
      }
    }
  }

  private void piece(FusedBlock block, TilePixels tile, Side side, long at) {
    double[] profile = new double[2 * REACH_PX];
    for (long along = at; along < at + LENGTH_PX; along++) {
      long border = border(tile, side, along);
      for (int k = 0; k < profile.length; k++) {
        long across = border - REACH_PX + k;
        int index = side.upright ? index(block, across, along) : index(block, along, across);
        if (index < 0 || !(block.confidence()[index] > 0)) {
          return;
        }
        profile[k] += block.values()[index] / LENGTH_PX;
      }
    }
    double step = step(profile, REACH_PX);
    double before = step(profile, REACH_PX - BESIDE_PX);
    double after = step(profile, REACH_PX + BESIDE_PX);
    double signal = 0.25 * sum(profile, REACH_PX - 2, 4);
    steps =
        steps.plus(new SeamSteps(1, step * step, 0.5 * (before * before + after * after), signal));
  }

  private static double step(double[] profile, int at) {
    return 0.5 * (sum(profile, at, 2) - sum(profile, at - 2, 2));
  }

  private static double sum(double[] profile, int from, int n) {
    double sum = 0;
    for (int k = from; k < from + n; k++) {
      sum += profile[k];
    }
    return sum;
  }

  private static int index(FusedBlock block, long x, long y) {
    long column = x - block.minX();
    long row = y - block.minY();
    boolean inside = column >= 0 && row >= 0 && column < block.width() && row < block.height();
    return inside ? (int) (row * block.width() + column) : -1;
  }

  /** The first pixel on the far side of a border, px of the mosaic. */
  private long border(TilePixels tile, Side side, long along) {
    boolean upright = side.upright;
    double corner = upright ? tile.xPx() : tile.yPx();
    double place =
        switch (side) {
          case LEFT -> weights.usefulLeft();
          case RIGHT -> weights.usefulRight() - 1;
          case TOP -> weights.usefulTop();
          case BOTTOM -> weights.usefulBottom() - 1;
        };
    double at = place;
    if (inverse.isPresent()) {
      double other = along + 0.5 - (upright ? tile.yPx() : tile.xPx());
      for (int round = 0; round < ROUNDS; round++) {
        at =
            place
                - (upright ? inverse.get().dx(at + 0.5, other) : inverse.get().dy(other, at + 0.5));
      }
    }
    boolean begins = side == Side.LEFT || side == Side.TOP;
    return begins ? (long) Math.ceil(corner + at) : (long) Math.floor(corner + at) + 1;
  }
}
