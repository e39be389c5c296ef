package org.imaxt.core.algo.flatfield;

import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.image.Gaussian;

/**
 * Raw tiles of a textured, Poisson-noisy specimen under a known illumination: vignetting off
 * centre, bias and photon gain.
 */
final class TexturedTiles {

  static final int SIZE = 208;
  static final float DARK_ADU = 40;
  private static final double ADU_PER_ELECTRON = 4;
  private static final double READ_ADU = 3;

  private TexturedTiles() {}

  /** Relative response at a point of the tile, px. */
  interface Response {
    double at(double x, double y);
  }

  /** Relative response: 35 % vignetting, off centre; mean not 1. */
  static double gain(double x, double y) {
    double dx = x / SIZE - 0.43;
    double dy = y / SIZE - 0.55;
    return 1.2 * (1 - 0.62 * (dx * dx + dy * dy));
  }

  /** Smooth log-normal texture of mean near 1 and the given relative contrast. */
  static float[] texture(int width, int height, double sigmaPx, double contrast, Random random) {
    float[] white = new float[width * height];
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) random.nextGaussian();
    }
    float[] smooth = Gaussian.blur(white, width, height, sigmaPx);
    // Variance of smoothed white noise: 1 / (4 pi sigma^2).
    double scale = contrast * Math.sqrt(4 * Math.PI) * sigmaPx;
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = (float) Math.exp(scale * smooth[i] - 0.5 * contrast * contrast);
    }
    return smooth;
  }

  /** Tissue, full of a tile, under another response. */
  static RandomAccessibleInterval<UnsignedShortType> tissue(Response response, Random random) {
    float[] electrons = texture(SIZE, SIZE, 3, 0.28, random);
    double level = 150 + 350 * random.nextDouble();
    for (int i = 0; i < electrons.length; i++) {
      double x = i % SIZE + 0.5;
      double y = i / SIZE + 0.5;
      electrons[i] *= (float) (level * response.at(x, y) / gain(x, y));
    }
    return expose(electrons, SIZE, 0, 0, new double[0], random);
  }

  /** Camera image of electrons a pixel (before the illumination), with extra stray electrons. */
  static RandomAccessibleInterval<UnsignedShortType> expose(
      float[] electrons, int width, int atX, int atY, double[] strayByColumn, Random random) {
    short[] raw = new short[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double e = electrons[(atY + y) * width + atX + x] * gain(x + 0.5, y + 0.5);
        e += x < strayByColumn.length ? strayByColumn[x] : 0;
        double counted = e + Math.sqrt(Math.max(0, e)) * random.nextGaussian();
        double adu = DARK_ADU + ADU_PER_ELECTRON * counted + READ_ADU * random.nextGaussian();
        raw[y * SIZE + x] = (short) Math.round(Math.max(0, Math.min(65535, adu)));
      }
    }
    return ArrayImgs.unsignedShorts(raw, SIZE, SIZE);
  }

  /**
   * One tile full of tissue, 100 to 800 electrons, of 40 % contrast (amplitude of a wave; 28 % rms)
   * and 3 px scale.
   */
  static RandomAccessibleInterval<UnsignedShortType> tissue(double[] stray, Random random) {
    float[] electrons = texture(SIZE, SIZE, 3, 0.28, random);
    double level = 150 + 350 * random.nextDouble();
    for (int i = 0; i < electrons.length; i++) {
      electrons[i] *= (float) level;
    }
    return expose(electrons, SIZE, 0, 0, stray, random);
  }

  /** One tile without specimen. */
  static RandomAccessibleInterval<UnsignedShortType> empty(double[] stray, Random random) {
    return expose(new float[SIZE * SIZE], SIZE, 0, 0, stray, random);
  }

  /** Relative rms error of a gain over the useful area, both normalised there. */
  static double error(Flatfield flatfield) {
    return error(flatfield, TexturedTiles::gain);
  }

  /** Relative rms error against another response. */
  static double error(Flatfield flatfield, Response response) {
    double truth = 0;
    double weight = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      truth += flatfield.maskAt(i) * response.at(i % SIZE + 0.5, i / SIZE + 0.5);
      weight += flatfield.maskAt(i);
    }
    truth /= weight;
    double squares = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      double d = flatfield.gainAt(i) * truth / response.at(i % SIZE + 0.5, i / SIZE + 0.5) - 1;
      squares += flatfield.maskAt(i) * d * d;
    }
    return Math.sqrt(squares / weight);
  }
}
