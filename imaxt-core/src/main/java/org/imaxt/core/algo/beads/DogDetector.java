package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.image.DifferenceOfGaussians;
import org.imaxt.core.model.BeadCandidate;

/**
 * Bright discs without a network: maxima of differences of Gaussians over place and size, each held
 * against the circle that its own edge describes.
 *
 * <p>Scales grow by √2 from the smallest radius to the largest (Lindeberg, Int. J. Computer Vision
 * 30 (1998) 79-116). {@link RimTest} follows rays from a maximum to where the brightness has fallen
 * to half and the dark begins; a bead that touches tissue or another bead keeps enough of its rim.
 * A pixel depends on what lies {@link #haloUm()} round it, and on the backdrop of the whole image.
 * Immutable, for any number of threads.
 *
 * @param leastRadiusUm smallest radius to look for, µm
 * @param mostRadiusUm largest, µm
 * @param threshold height of a disc over the backdrop, in σ of the filtered image
 * @param leastRim share of the rays that must meet the circle, 0 to 1
 */
public record DogDetector(
    double leastRadiusUm, double mostRadiusUm, double threshold, double leastRim)
    implements BeadDetector {

  /** Refuses what no bead could be. */
  public DogDetector {
    require(
        leastRadiusUm > 0 && mostRadiusUm > leastRadiusUm,
        "radii must grow from above 0, got %s to %s µm",
        leastRadiusUm,
        mostRadiusUm);
    require(threshold > 0, "threshold must be positive, got %s", threshold);
    require(leastRim >= 0 && leastRim <= 1, "leastRim must lie in [0, 1], got %s", leastRim);
  }

  /**
   * Beads of an expected radius.
   *
   * @param radiusUm radius of the spheres, µm
   * @return a detector for apparent radii from an eighth of it to 1.4 times
   */
  public static DogDetector ofRadius(double radiusUm) {
    return new DogDetector(radiusUm / 8, 1.4 * radiusUm, 5, 0.3);
  }

  /**
   * Neighbourhood that decides on a candidate.
   *
   * @return µm
   */
  public double haloUm() {
    double sigma = DifferenceOfGaussians.sigmaFor(mostRadiusUm);
    return 4 * DifferenceOfGaussians.RATIO * sigma + 2 * mostRadiusUm;
  }

  @Override
  public Detection detect(LevelImage image) {
    Backdrop backdrop = Backdrop.of(image);
    float[] filled = filled(image, backdrop);
    List<Circle> circles = new ArrayList<>();
    RimTest test = new RimTest(filled, image, backdrop, 1.2 * mostRadiusUm / image.pixelUm());
    for (Blob blob : new BlobSpace(filled, image, backdrop.sigma(), this).maxima()) {
      test.circle(blob.x(), blob.y(), blob.radius())
          .filter(c -> c.share() >= leastRim && c.height() > threshold * backdrop.sigma())
          .filter(c -> c.radius() * image.pixelUm() >= 0.7 * leastRadiusUm)
          .ifPresent(circles::add);
    }
    return painted(distinct(circles), filled, image, backdrop);
  }

  private static float[] filled(LevelImage image, Backdrop backdrop) {
    float[] filled = image.values().clone();
    for (int i = 0; i < filled.length; i++) {
      if (!image.known()[i]) {
        filled[i] = (float) backdrop.level();
      }
    }
    return filled;
  }

  /** Of circles that describe the same thing the one that most rays agree with. */
  private static List<Circle> distinct(List<Circle> circles) {
    List<Circle> sorted = new ArrayList<>(circles);
    sorted.sort(
        Comparator.comparingDouble(Circle::score)
            .reversed()
            .thenComparingDouble(Circle::y)
            .thenComparingDouble(Circle::x));
    Grid kept = new Grid();
    List<Circle> list = new ArrayList<>();
    for (Circle c : sorted) {
      if (kept.isFree(c)) {
        kept.add(c);
        list.add(c);
      }
    }
    return list;
  }

  /** Labels in reading order; a pixel belongs to the circle in which it lies deepest. */
  private static Detection painted(
      List<Circle> circles, float[] values, LevelImage image, Backdrop backdrop) {
    int[] labels = new int[values.length];
    float[] depth = new float[values.length];
    for (int k = 0; k < circles.size(); k++) {
      circles.get(k).paint(k + 1, labels, depth, image.width(), image.height());
    }
    int[] number = new int[circles.size() + 1];
    List<BeadCandidate> candidates = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      int l = labels[i];
      if (l > 0) {
        Circle c = circles.get(l - 1);
        if (values[i] < backdrop.level() + 0.3 * c.height()) {
          labels[i] = 0;
          continue;
        }
        if (number[l] == 0) {
          number[l] = candidates.size() + 1;
          candidates.add(c.candidate(number[l], image.pixelUm()));
        }
        labels[i] = number[l];
      }
    }
    return new Detection(labels, candidates);
  }
}
