package org.imaxt.core.algo.augment;

import java.util.SplittableRandom;

/**
 * Bends a pair: a random displacement at each node of a wide grid, cubic B-splines between them, on
 * top of a zoom about the middle. Images by bilinear interpolation, labels by the nearest pixel.
 *
 * @param zoom objects become so many times as large, positive
 * @param elasticPx standard deviation of a node's displacement by axis, px, at least 0
 * @param spacingPx distance between nodes, px, at least 4
 */
public record Warp(double zoom, double elasticPx, int spacingPx) {

  /** Refuses what cannot be drawn. */
  public Warp {
    if (!(zoom > 0) || !(elasticPx >= 0) || spacingPx < 4) {
      throw new IllegalArgumentException(
          "a warp needs a positive zoom, bends of at least 0 px and nodes at least 4 px apart, "
              + "got %s, %s and %s".formatted(zoom, elasticPx, spacingPx));
    }
  }

  /**
   * Bends a pair; mirrored where it looks beyond the border.
   *
   * @param pair image and labels
   * @param seed seed of the displacements
   * @return a copy of the same size
   */
  public LabelledImage apply(LabelledImage pair, long seed) {
    int width = pair.width();
    int height = pair.height();
    SplittableRandom random = new SplittableRandom(seed);
    Nodes alongX = nodes(width, height, random);
    Nodes alongY = nodes(width, height, random);
    int channels = pair.channels();
    float[] image = new float[width * height * channels];
    int[] labels = new int[width * height];
    float[] bendX = new float[width];
    float[] bendY = new float[width];
    for (int y = 0; y < height; y++) {
      alongX.row(y, bendX);
      alongY.row(y, bendY);
      for (int x = 0; x < width; x++) {
        double fromX = (width - 1) / 2.0 + (x - (width - 1) / 2.0) / zoom + bendX[x];
        double fromY = (height - 1) / 2.0 + (y - (height - 1) / 2.0) / zoom + bendY[x];
        for (int c = 0; c < channels; c++) {
          image[(y * width + x) * channels + c] = bilinear(pair, c, fromX, fromY);
        }
        int column = LabelledImage.mirrored((int) Math.round(fromX), width);
        int row = LabelledImage.mirrored((int) Math.round(fromY), height);
        labels[y * width + x] = pair.labels()[row * width + column];
      }
    }
    return new LabelledImage(image, channels, labels, width, height);
  }

  private static float bilinear(LabelledImage pair, int channel, double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = (float) (x - x0);
    float fy = (float) (y - y0);
    int left = LabelledImage.mirrored(x0, pair.width());
    int right = LabelledImage.mirrored(x0 + 1, pair.width());
    int top = LabelledImage.mirrored(y0, pair.height()) * pair.width();
    int low = LabelledImage.mirrored(y0 + 1, pair.height()) * pair.width();
    float[] v = pair.image();
    int n = pair.channels();
    float above = between(v[(top + left) * n + channel], v[(top + right) * n + channel], fx);
    float below = between(v[(low + left) * n + channel], v[(low + right) * n + channel], fx);
    return between(above, below, fy);
  }

  private static float between(float from, float to, float share) {
    return from + share * (to - from);
  }

  private Nodes nodes(int width, int height, SplittableRandom random) {
    int columns = width / spacingPx + 4;
    double[] values = new double[columns * (height / spacingPx + 4)];
    for (int i = 0; i < values.length; i++) {
      values[i] = elasticPx * random.nextGaussian();
    }
    return new Nodes(values, columns, spacingPx);
  }

  /** A smooth field along one axis. */
  private record Nodes(double[] values, int columns, int spacing) {

    /** The field along one row of pixels. */
    void row(int y, float[] out) {
      int j = y / spacing;
      double[] nodes = new double[columns];
      for (int b = 0; b < 4; b++) {
        double weight = spline((double) y / spacing - j, b);
        for (int k = 0; k < columns; k++) {
          nodes[k] += weight * values[(j + b) * columns + k];
        }
      }
      for (int x = 0; x < out.length; x++) {
        int i = x / spacing;
        double t = (double) x / spacing - i;
        double sum = 0;
        for (int a = 0; a < 4; a++) {
          sum += spline(t, a) * nodes[i + a];
        }
        out[x] = (float) sum;
      }
    }

    /** Cubic B-spline of one of the four nodes about a place. */
    private static double spline(double t, int node) {
      return switch (node) {
        case 0 -> (1 - t) * (1 - t) * (1 - t) / 6;
        case 1 -> (3 * t * t * t - 6 * t * t + 4) / 6;
        case 2 -> (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6;
        default -> t * t * t / 6;
      };
    }
  }
}
