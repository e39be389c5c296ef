package org.imaxt.core.algo.augment;

import java.util.SplittableRandom;

/**
 * How far training images are varied; each is a pure function of its pair and a seed.
 *
 * @param zoom objects become at most so many times larger or smaller, at least 1
 * @param elasticPx largest σ of the bends, px
 * @param blurPx largest σ of the blur, px
 * @param gain intensities become at most so many times brighter or dimmer, at least 1
 * @param offset largest change of the dark level
 * @param gamma largest power of the intensities and its inverse, at least 1
 * @param noise largest σ of either noise, of a signal of 1
 */
public record Augmentation(
    double zoom,
    double elasticPx,
    double blurPx,
    double gain,
    double offset,
    double gamma,
    double noise) {

  /** Nodes of the bends: far enough apart that an object of 10 px stays round. */
  private static final int SPACING_PX = 40;

  /** Refuses strengths that are none. */
  public Augmentation {
    if (!(zoom >= 1 && gain >= 1 && gamma >= 1)) {
      throw new IllegalArgumentException(
          "zoom, gain and gamma must be at least 1, got %s, %s and %s"
              .formatted(zoom, gain, gamma));
    }
    if (!(elasticPx >= 0 && blurPx >= 0 && offset >= 0 && noise >= 0)) {
      throw new IllegalArgumentException(
          "bends, blur, offset and noise must not be negative, got %s, %s, %s and %s"
              .formatted(elasticPx, blurPx, offset, noise));
    }
  }

  /**
   * Strengths that suit beads: half as large again or smaller, a little bent, three times brighter
   * or dimmer.
   *
   * @return the strengths
   */
  public static Augmentation defaults() {
    return new Augmentation(1.5, 1.5, 1.2, 3, 0.1, 1.3, 0.12);
  }

  /**
   * No change but turns and mirrors.
   *
   * @return the strengths
   */
  public static Augmentation turnsOnly() {
    return new Augmentation(1, 0, 0, 1, 0, 1, 0);
  }

  /**
   * Varies a pair.
   *
   * @param pair normalised image and labels
   * @param seed seed of all that is drawn
   * @return a copy, turned, bent, and taken again
   */
  public LabelledImage apply(LabelledImage pair, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LabelledImage turned = Turn.apply(pair, random.nextInt(Turn.COUNT));
    Warp warp = new Warp(factor(zoom, random), elasticPx * random.nextDouble(), SPACING_PX);
    LabelledImage bent =
        warp.zoom() == 1 && warp.elasticPx() == 0 ? turned : warp.apply(turned, random.nextLong());
    if (bent.channels() == 1) {
      return bent.withImage(exposed(bent, 0, random));
    }
    float[] image = new float[bent.image().length];
    for (int c = 0; c < bent.channels(); c++) {
      float[] values = exposed(bent, c, random);
      for (int i = 0; i < values.length; i++) {
        image[i * bent.channels() + c] = values[i];
      }
    }
    return bent.withImage(image);
  }

  /** A channel taken again, each in its own way. */
  private float[] exposed(LabelledImage bent, int channel, SplittableRandom random) {
    // Squares: most images stay near to what they were.
    double blur = blurPx * square(random);
    double noiseOfRead = noise * square(random);
    double noiseOfShot = noise * square(random);
    Exposure exposure =
        new Exposure(
            blur,
            factor(gain, random),
            offset * (2 * random.nextDouble() - 1),
            factor(gamma, random),
            noiseOfRead,
            noiseOfShot);
    return exposure.apply(bent, channel, random.nextLong());
  }

  private static double square(SplittableRandom random) {
    double u = random.nextDouble();
    return u * u;
  }

  /** Between 1/most and most, evenly by logarithm. */
  private static double factor(double most, SplittableRandom random) {
    return most == 1 ? 1 : Math.pow(most, 2 * random.nextDouble() - 1);
  }
}
