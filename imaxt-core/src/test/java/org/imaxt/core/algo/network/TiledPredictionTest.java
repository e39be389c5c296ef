package org.imaxt.core.algo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledPredictionTest {

  private static final IntensityRange AS_IT_IS = new IntensityRange(0, 1);

  private static final long WHOLE = Long.MAX_VALUE / 4;

  @ParameterizedTest(name = "{0} x {1} px in tiles of at most {2} px")
  @CsvSource({
    "100, 90, 1024",
    "100, 90, 2500",
    "101, 37, 900",
    "64, 64, 576",
    "7, 5, 10000",
    "1, 1, 10000",
    "3, 200, 800",
    "200, 3, 1",
  })
  void givesWhatTheWholeImageGivesAtOnce(int width, int height, long largest) {
    RandomAccessibleInterval<FloatType> image = noise(width, height, 1);
    BoxModel tiled = new BoxModel(1);
    float[] parts = values(TiledPrediction.with(tiled, largest).maps(image, AS_IT_IS));
    float[] whole = values(TiledPrediction.with(new BoxModel(1), WHOLE).maps(image, AS_IT_IS));
    assertArrayEquals(whole, parts, "seams show");
  }

  @Test
  void mirrorsTheImageAtItsBorder() {
    RandomAccessibleInterval<FloatType> image = noise(40, 30, 2);
    RandomAccessibleInterval<FloatType> larger =
        Views.zeroMin(
            Views.interval(
                Views.extendMirrorDouble(image), new long[] {-16, -16}, new long[] {55, 47}));
    float[] whole = new BoxModel(1).predict(values(larger), 72, 62 + 2);
    RandomAccessibleInterval<FloatType> maps =
        TiledPrediction.with(new BoxModel(1)).maps(image, AS_IT_IS);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        int at = (y + 16) * 72 + x + 16;
        assertEquals(whole[2 * at], maps.getAt(x, y, 0).get(), "at " + x + ", " + y);
      }
    }
  }

  @Test
  void doesNotMindWhereAnImageBegins() {
    RandomAccessibleInterval<FloatType> image = noise(50, 40, 3);
    float[] here = values(TiledPrediction.with(new BoxModel(1), 900).maps(image, AS_IT_IS));
    float[] there =
        values(
            TiledPrediction.with(new BoxModel(1), 900)
                .maps(Views.translate(image, -13, 1000), AS_IT_IS));
    assertArrayEquals(here, there);
  }

  @Test
  void keepsTilesWithinTheirBound() {
    BoxModel model = new BoxModel(1);
    TiledPrediction.with(model, 4096).run(noise(500, 300, 4), List.of(AS_IT_IS), b -> {});
    assertTrue(model.largestPx() <= 4096, "a tile had " + model.largestPx() + " px");
    assertTrue(model.tiles() < 120, "there were " + model.tiles() + " tiles");
  }

  @Test
  void coversEachPixelOnce() {
    int[] seen = new int[131 * 77];
    TiledPrediction.with(new BoxModel(1), 2000)
        .run(
            noise(131, 77, 5),
            List.of(AS_IT_IS),
            b -> {
              for (int y = 0; y < b.height(); y++) {
                for (int x = 0; x < b.width(); x++) {
                  seen[(int) (b.y() + y) * 131 + (int) b.x() + x]++;
                }
              }
            });
    for (int i = 0; i < seen.length; i++) {
      assertEquals(1, seen[i], "times at pixel " + i);
    }
  }

  @Test
  void takesEachChannelByItsOwnRange() {
    RandomAccessibleInterval<FloatType> one = noise(30, 20, 6);
    RandomAccessibleInterval<FloatType> two = noise(30, 20, 7);
    RandomAccessibleInterval<FloatType> both = Views.stack(one, two);
    List<float[]> maps = new ArrayList<>();
    List<IntensityRange> ranges = List.of(AS_IT_IS, new IntensityRange(0, 2));
    TiledPrediction.with(new BoxModel(2)).run(both, ranges, b -> maps.add(b.map(0)));
    // Twice the second channel at half its scale is as much as the first channel's weight.
    double expected = 0;
    for (int y = 6; y <= 14; y++) {
      for (int x = 6; x <= 14; x++) {
        expected += one.getAt(x, y).get() + 2 * (two.getAt(x, y).get() / 2);
      }
    }
    expected += 10 % BoxModel.MULTIPLE + 10 * (10 % BoxModel.MULTIPLE);
    assertEquals(expected, maps.get(0)[10 * 30 + 10], 1e-3); // float sums of 162 values
  }

  @Test
  void takesUnknownPixelsForTheLowerEnd() {
    RandomAccessibleInterval<FloatType> image = noise(30, 20, 8);
    RandomAccessibleInterval<FloatType> zero = noise(30, 20, 8);
    image.getAt(12, 9).set(Float.NaN);
    zero.getAt(12, 9).set(-5);
    IntensityRange range = new IntensityRange(-5, 5);
    assertArrayEquals(
        values(TiledPrediction.with(new BoxModel(1)).maps(zero, range)),
        values(TiledPrediction.with(new BoxModel(1)).maps(image, range)));
  }

  @Test
  void refusesAnImageOfOtherChannels() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TiledPrediction.with(new BoxModel(2))
                    .run(noise(9, 9, 1), List.of(AS_IT_IS), b -> {}));
    assertEquals(
        "the model takes 2 channels, the image has 1 and there are 1 intensity ranges",
        e.getMessage());
  }

  @Test
  void stopsWhenItsReceiverThrows() {
    BoxModel model = new BoxModel(1);
    assertThrows(
        IllegalStateException.class,
        () ->
            TiledPrediction.with(model, 900)
                .run(
                    noise(200, 200, 1),
                    List.of(AS_IT_IS),
                    b -> {
                      throw new IllegalStateException("enough");
                    }));
    assertEquals(1, model.tiles());
  }

  private static RandomAccessibleInterval<FloatType> noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return ArrayImgs.floats(values, width, height);
  }

  private static float[] values(RandomAccessibleInterval<FloatType> image) {
    float[] values = new float[(int) Views.iterable(image).size()];
    int i = 0;
    for (FloatType v : Views.flatIterable(image)) {
      values[i++] = v.get();
    }
    return values;
  }
}
