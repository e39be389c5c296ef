package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.image.MaskedImage;
import org.imaxt.core.algo.image.MaskedSurface;
import org.imaxt.core.algo.image.MaskedSurface.LagWindow;

/**
 * Lays a small image of a slide on a small image of a section: both mirror states, every angle and
 * every shift by masked correlation of what does not depend on the stain (where tissue is, how
 * steep it is), then the best of them more finely with scale, where intensities of either sign
 * count too.
 *
 * <p>A pure function of its arguments; safe to call from many threads at once.
 */
public final class CoarseMatch {

  private static final double STEP = Math.toRadians(7.5);
  private static final int SEARCH_PX = 70;
  private static final double LEAST_OVERLAP = 0.4;
  private static final int PEAKS = 2;
  private static final int ROUGHLY_REFINED = 60;
  private static final int REFINED = 10;

  /** Angles and shifts nearer than these are one hypothesis. */
  private static final double APART = Math.toRadians(8);

  private final CoarseFeatures fixed;
  private final CoarseFeatures moving;
  private final CoarseImage fixedImage;
  private final CoarseImage movingImage;

  private CoarseMatch(CoarseImage moving, CoarseImage fixed) {
    fixedImage = fixed;
    movingImage = moving;
    this.fixed = CoarseFeatures.of(fixed);
    this.moving = CoarseFeatures.of(moving);
  }

  /**
   * Searches.
   *
   * @param moving image of the slide
   * @param fixed image of a section (or the median of all), of nearly the same pixel size
   * @param most how many hypotheses are wanted at most
   * @return affines from the frame of {@code moving} to that of {@code fixed}, best first, each
   *     apart from the others; the score is the mean correlation of three features, -1 to 1. Empty
   *     where an image shows nothing
   * @throws IllegalArgumentException if pixel sizes differ by more than a tenth
   */
  public static List<Hypothesis> search(CoarseImage moving, CoarseImage fixed, int most) {
    double ratio = moving.pixelUm() / fixed.pixelUm();
    if (!(ratio > 0.9 && ratio < 1.1)) {
      throw new IllegalArgumentException(
          "pixels of both images must be of nearly the same size, got %s and %s µm"
              .formatted(moving.pixelUm(), fixed.pixelUm()));
    }
    return new CoarseMatch(moving, fixed).search(most);
  }

  private List<Hypothesis> search(int most) {
    CoarseFeatures smallFixed = fixed;
    CoarseFeatures smallMoving = moving;
    while (Math.max(longest(smallFixed), longest(smallMoving)) > SEARCH_PX) {
      smallFixed = smallFixed.halved();
      smallMoving = smallMoving.halved();
    }
    List<CoarsePose> all = new ArrayList<>();
    for (int mirror = 0; mirror < 2; mirror++) {
      for (double angle = -Math.PI; angle < Math.PI - STEP / 2; angle += STEP) {
        all.addAll(peaks(smallMoving, smallFixed, mirror == 1, angle));
      }
    }
    all.sort(Comparator.comparingDouble(p -> -p.score()));
    CoarseRefinement coarse = new CoarseRefinement(smallMoving, smallFixed);
    List<CoarsePose> rough = new ArrayList<>();
    for (CoarsePose pose : apart(all, ROUGHLY_REFINED, 3 * smallFixed.pixelUm())) {
      rough.add(coarse.refine(pose, smallFixed.pixelUm()));
    }
    rough.sort(Comparator.comparingDouble(p -> -p.score()));
    CoarseRefinement fine = new CoarseRefinement(moving, fixed);
    List<CoarsePose> refined = new ArrayList<>();
    for (CoarsePose pose : apart(rough, REFINED, smallFixed.pixelUm())) {
      refined.add(fine.refine(pose, fixed.pixelUm()));
    }
    refined.sort(Comparator.comparingDouble(p -> -p.score()));
    return apart(refined, most, 2 * smallFixed.pixelUm()).stream()
        .map(p -> new Hypothesis(affine(p), p.score(), Hypothesis.Origin.INTENSITY))
        .toList();
  }

  private static int longest(CoarseFeatures image) {
    return Math.max(image.width(), image.height());
  }

  /** The best lags of one angle. */
  private static List<CoarsePose> peaks(
      CoarseFeatures moving, CoarseFeatures fixed, boolean mirrored, double angle) {
    int side = (int) Math.ceil(Math.hypot(moving.width(), moving.height())) + 2;
    MaskedImage turned = turned(moving, mirrored, angle, side);
    MaskedImage still =
        new MaskedImage(
            fixed.width(),
            fixed.height(),
            new double[][] {doubles(fixed.tissue()), doubles(fixed.slope())},
            doubles(fixed.weights()));
    int mx = (fixed.width() - side) / 2;
    int my = (fixed.height() - side) / 2;
    int reach = Math.max(fixed.width(), fixed.height()) / 2;
    LagWindow window = new LagWindow(mx - reach, my - reach, mx + reach, my + reach);
    MaskedSurface surface = MaskedSurface.of(still, turned, window, LEAST_OVERLAP);
    List<CoarsePose> out = new ArrayList<>();
    boolean[] blocked = new boolean[window.size()];
    for (int k = 0; k < PEAKS; k++) {
      int best = best(surface, blocked);
      if (best < 0) {
        break;
      }
      int lx = best % window.width();
      int ly = best / window.width();
      block(blocked, window, lx, ly);
      double px = window.x0() + lx + side / 2.0 - fixed.width() / 2.0;
      double py = window.y0() + ly + side / 2.0 - fixed.height() / 2.0;
      double um = fixed.pixelUm();
      out.add(new CoarsePose(mirrored, angle, 1, px * um, py * um, surface.significance(best)));
    }
    return out;
  }

  private static int best(MaskedSurface surface, boolean[] blocked) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < blocked.length; i++) {
      double z = blocked[i] ? 0 : surface.significance(i);
      if (z > most) {
        most = z;
        best = i;
      }
    }
    return best;
  }

  private static void block(boolean[] blocked, LagWindow window, int lx, int ly) {
    int reach = Math.max(3, window.width() / 10);
    for (int y = Math.max(0, ly - reach); y <= Math.min(window.height() - 1, ly + reach); y++) {
      for (int x = Math.max(0, lx - reach); x <= Math.min(window.width() - 1, lx + reach); x++) {
        blocked[y * window.width() + x] = true;
      }
    }
  }

  private static MaskedImage turned(CoarseFeatures from, boolean mirrored, double angle, int side) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[][] channels = new double[2][side * side];
    double[] weights = new double[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = x + 0.5 - side / 2.0;
        double v = y + 0.5 - side / 2.0;
        double sx = cos * u + sin * v;
        double sy = -sin * u + cos * v;
        int px = (int) Math.floor((mirrored ? -sx : sx) + from.width() / 2.0);
        int py = (int) Math.floor(sy + from.height() / 2.0);
        if (px >= 0 && py >= 0 && px < from.width() && py < from.height()) {
          int i = py * from.width() + px;
          weights[y * side + x] = from.weights()[i];
          channels[0][y * side + x] = from.weights()[i] > 0 ? from.tissue()[i] : 0;
          channels[1][y * side + x] = from.weights()[i] > 0 ? from.slope()[i] : 0;
        }
      }
    }
    return new MaskedImage(side, side, channels, weights);
  }

  private static double[] doubles(float[] from) {
    double[] out = new double[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = from[i];
    }
    return out;
  }

  /** The first of each group that lies together. */
  private static List<CoarsePose> apart(List<CoarsePose> sorted, int most, double um) {
    List<CoarsePose> out = new ArrayList<>();
    for (CoarsePose p : sorted) {
      if (out.size() < most && out.stream().noneMatch(o -> o.near(p, APART, um))) {
        out.add(p);
      }
    }
    return out;
  }

  /** From the slide's frame to the section's. */
  private Affine affine(CoarsePose pose) {
    double[] from = movingImage.centre();
    double[] to = fixedImage.centre();
    Affine centred = Affine.translation(-from[0], -from[1]);
    Affine mirrored = pose.mirrored() ? centred.then(Affine.flipX()) : centred;
    return mirrored
        .then(Affine.similarity(pose.angle(), pose.scale()))
        .then(Affine.translation(to[0] + pose.dxUm(), to[1] + pose.dyUm()));
  }
}
