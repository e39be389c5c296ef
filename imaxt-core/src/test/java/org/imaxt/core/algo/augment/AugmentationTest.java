package org.imaxt.core.algo.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  private static final int EDGE = 64;

  @Test
  void turnsInEightWays() {
    LabelledImage pair = new LabelledImage(new float[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}, 2, 2);
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < Turn.COUNT; n++) {
      LabelledImage turned = Turn.apply(pair, n);
      seen.add(Arrays.toString(turned.image()));
      for (int i = 0; i < 4; i++) {
        assertEquals(turned.image()[i], turned.labels()[i], "labels go with their pixels");
      }
    }
    assertEquals(8, seen.size());
  }

  @Test
  void turnsWhatIsNotSquare() {
    LabelledImage pair = new LabelledImage(new float[] {1, 2, 3}, new int[3], 3, 1);
    LabelledImage turned = Turn.apply(pair, 4);
    assertEquals(1, turned.width());
    assertArrayEquals(new float[] {1, 2, 3}, turned.image());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void variesAlikeFromTheSameSeed(long seed) {
    LabelledImage one = Augmentation.defaults().apply(disc(8), seed);
    LabelledImage same = Augmentation.defaults().apply(disc(8), seed);
    LabelledImage other = Augmentation.defaults().apply(disc(8), seed + 100);
    assertArrayEquals(one.image(), same.image());
    assertArrayEquals(one.labels(), same.labels());
    assertFalse(Arrays.equals(one.image(), other.image()));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void bendsLabelsWithTheirImage(long seed) {
    LabelledImage bent = new Warp(1, 3, 24).apply(disc(12), seed);
    int differ = 0;
    int inside = 0;
    for (int i = 0; i < bent.labels().length; i++) {
      boolean bright = bent.image()[i] > 0.5f;
      differ += bright == (bent.labels()[i] != 0) ? 0 : 1;
      inside += bright ? 1 : 0;
    }
    // Nearest and bilinear may disagree on the rim, of some 75 px.
    assertTrue(differ < 25, differ + " of " + inside + " pixels differ");
  }

  @Test
  void zoomsObjectsAboutTheMiddle() {
    LabelledImage larger = new Warp(1.5, 0, 24).apply(disc(8), 1);
    double area = Arrays.stream(larger.labels()).filter(l -> l != 0).count();
    double rim = 0.05; // of the area, from cutting a circle into pixels
    assertEquals(1.5 * 1.5, area / (Math.PI * 64), 1.5 * 1.5 * rim);
  }

  @Test
  void leavesAloneWhatNothingIsDoneTo() {
    LabelledImage pair = disc(8);
    assertArrayEquals(pair.image(), new Exposure(0, 1, 0, 1, 0, 0).apply(pair, 0, 1));
    assertArrayEquals(pair.image(), new Warp(1, 0, 24).apply(pair, 1).image());
  }

  @Test
  void addsNoiseOfTheStrengthAsked() {
    LabelledImage flat =
        new LabelledImage(filled(EDGE * EDGE, 0.5f), new int[EDGE * EDGE], EDGE, EDGE);
    float[] noisy = new Exposure(0, 1, 0, 1, 0.1, 0.2).apply(flat, 0, 7);
    double square = 0;
    for (float v : noisy) {
      square += (v - 0.5) * (v - 0.5);
    }
    double sigma = Math.sqrt(square / noisy.length);
    double expected = Math.sqrt(0.1 * 0.1 + 0.2 * 0.2 * 0.5);
    double sampling = 4 * expected / Math.sqrt(2.0 * noisy.length); // 4 σ of a σ
    assertEquals(expected, sigma, sampling);
  }

  @Test
  void variesEachChannelAndKeepsThemTogether() {
    LabelledImage one = disc(12);
    float[] both = new float[2 * one.labels().length];
    for (int i = 0; i < one.labels().length; i++) {
      both[2 * i] = one.image()[i];
      both[2 * i + 1] = one.image()[i];
    }
    LabelledImage two = new LabelledImage(both, 2, one.labels(), EDGE, EDGE);
    Augmentation shape = new Augmentation(1.5, 1.5, 0, 1, 0, 1, 0);
    LabelledImage bent = shape.apply(two, 3);
    assertArrayEquals(shape.apply(one, 3).image(), bent.channel(0));
    assertArrayEquals(bent.channel(0), bent.channel(1));
    LabelledImage taken = new Augmentation(1, 0, 0, 3, 0, 1, 0).apply(two, 3);
    assertFalse(Arrays.equals(taken.channel(0), taken.channel(1)), "one gain for both channels");
  }

  private static LabelledImage disc(int radius) {
    float[] image = new float[EDGE * EDGE];
    int[] labels = new int[EDGE * EDGE];
    for (int i = 0; i < image.length; i++) {
      double r = Math.hypot(i % EDGE - (EDGE - 1) / 2.0, i / EDGE - (EDGE - 1) / 2.0);
      image[i] = r < radius ? 1 : 0;
      labels[i] = r < radius ? 3 : 0;
    }
    return new LabelledImage(image, labels, EDGE, EDGE);
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }
}
