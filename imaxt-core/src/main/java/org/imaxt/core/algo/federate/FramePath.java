package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A way from one frame to another.
 *
 * @param frames names of the frames passed, both ends included
 * @param affine the whole way, source µm to target µm
 * @param covariance of its coefficients (a, b, tx, c, d, ty), to first order, 6 × 6
 * @param bendUm root of the sum of the squared bends along an axis, µm of the target
 */
public record FramePath(List<String> frames, Affine affine, double[][] covariance, double bendUm) {

  /** Copies lists and arrays. */
  public FramePath {
    frames = List.copyOf(frames);
    covariance = copy(covariance);
  }

  @Override
  public double[][] covariance() {
    return copy(covariance);
  }

  private static double[][] copy(double[][] from) {
    double[][] out = new double[from.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = from[i].clone();
    }
    return out;
  }

  /**
   * Expected distance between where a point is mapped and where it belongs.
   *
   * @param x source, µm
   * @param y source, µm
   * @return root mean square distance, µm
   */
  public double sigmaUm(double x, double y) {
    double[] row = {x, y, 1};
    double sum = 2 * bendUm * bendUm;
    for (int o = 0; o < 6; o += 3) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sum += row[i] * row[j] * covariance[o + i][o + j];
        }
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }

  /** No way at all: a frame to itself. */
  static FramePath start(String frame) {
    return new FramePath(List.of(frame), Affine.IDENTITY, new double[6][6], 0);
  }

  /** This way, then a step; its covariance must belong to its own source frame. */
  FramePath then(FramePath next) {
    List<String> all = new ArrayList<>(frames);
    all.addAll(next.frames.subList(1, next.frames.size()));
    double[][] own = Sandwich.of(byFirst(next.affine), covariance);
    double[][] other = Sandwich.of(bySecond(affine), next.covariance);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        own[i][j] += other[i][j];
      }
    }
    double scale = Math.sqrt(Math.abs(next.affine.determinant()));
    double bend = Math.hypot(bendUm * scale, next.bendUm);
    return new FramePath(all, affine.then(next.affine), own, bend);
  }

  /** The way back. */
  FramePath reversed() {
    List<String> all = new ArrayList<>(frames);
    Collections.reverse(all);
    Affine back = affine.inverse();
    // d(A⁻¹) = −A⁻¹ dA A⁻¹: carried by the inverse on both sides.
    double[][] both =
        product(byFirst(new Affine(back.a(), back.b(), 0, back.c(), back.d(), 0)), bySecond(back));
    double scale = Math.sqrt(Math.abs(back.determinant()));
    return new FramePath(all, back, Sandwich.of(both, covariance), bendUm * scale);
  }

  /** Change of the composed coefficients with those of the first map. */
  private static double[][] byFirst(Affine next) {
    double[][] out = new double[6][6];
    for (int k = 0; k < 3; k++) {
      out[k][k] = next.a();
      out[k][3 + k] = next.b();
      out[3 + k][k] = next.c();
      out[3 + k][3 + k] = next.d();
    }
    return out;
  }

  /** Change of the composed coefficients with those of the second map. */
  private static double[][] bySecond(Affine first) {
    double[][] out = new double[6][6];
    for (int o = 0; o < 6; o += 3) {
      out[o][o] = first.a();
      out[o][o + 1] = first.c();
      out[o + 1][o] = first.b();
      out[o + 1][o + 1] = first.d();
      out[o + 2][o] = first.txUm();
      out[o + 2][o + 1] = first.tyUm();
      out[o + 2][o + 2] = 1;
    }
    return out;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        for (int k = 0; k < 6; k++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }
}
