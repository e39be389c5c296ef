package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.FittedTransform;
import org.imaxt.core.algo.federate.FramePath;
import org.imaxt.core.algo.federate.ResidualField;
import org.imaxt.core.algo.federate.TargetError;
import org.imaxt.core.sample.FederationDocument.Transform;

/** Spells fitted transforms as a document keeps them. */
final class Transforms {

  /** Points on a side of the lattice at which a bending is told. */
  private static final int BEND_POINTS = 16;

  private static final int ERROR_POINTS = 8;

  private Transforms() {}

  /** A fit, carried on by a map without error that turns and shifts only. */
  static Transform of(
      FittedTransform fitted, Affine on, Field field, int beads, Optional<ResidualField> bend) {
    TargetError error = fitted.targetError(field);
    double better = bend.map(b -> b.leaveOneOutRmsUm() / fitted.leaveOneOutRmsUm()).orElse(1.0);
    double[] middle = middle(field);
    return new Transform(
        coefficients(fitted.affine().then(on)),
        flat(fitted.covariance()),
        fitted.model().name().toLowerCase(Locale.ROOT),
        better * fitted.targetErrorUm(middle[0], middle[1]) / Math.sqrt(2),
        better * error.rmsUm(),
        better * error.lowUm(),
        better * error.highUm(),
        beads,
        fitted.leaveOneOutUm(),
        bend.map(b -> lattice(b, field, on)).orElse(List.of()));
  }

  /** A way over several frames, carried on likewise; its interval is that of its worst step. */
  static Transform of(FramePath path, Affine on, Field field, TargetError last) {
    double sum = 0;
    for (int i = 0; i < ERROR_POINTS * ERROR_POINTS; i++) {
      double x = at(field.x0(), field.x1(), i % ERROR_POINTS, ERROR_POINTS);
      double y = at(field.y0(), field.y1(), i / ERROR_POINTS, ERROR_POINTS);
      sum += Math.pow(path.sigmaUm(x, y), 2);
    }
    double rms = Math.sqrt(sum / (ERROR_POINTS * ERROR_POINTS));
    double[] middle = middle(field);
    return new Transform(
        coefficients(path.affine().then(on)),
        flat(path.covariance()),
        "composed",
        path.sigmaUm(middle[0], middle[1]) / Math.sqrt(2),
        rms,
        rms * last.lowUm() / last.rmsUm(),
        rms * last.highUm() / last.rmsUm(),
        0,
        List.of(),
        List.of());
  }

  private static double[] middle(Field field) {
    return new double[] {0.5 * (field.x0() + field.x1()), 0.5 * (field.y0() + field.y1())};
  }

  private static double at(double from, double to, int i, int n) {
    return from + (i + 0.5) / n * (to - from);
  }

  private static List<List<Double>> lattice(ResidualField bend, Field field, Affine on) {
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < BEND_POINTS * BEND_POINTS; i++) {
      double x = at(field.x0(), field.x1(), i % BEND_POINTS, BEND_POINTS);
      double y = at(field.y0(), field.y1(), i / BEND_POINTS, BEND_POINTS);
      double[] by = bend.at(x, y);
      points.add(List.of(x, y, on.a() * by[0] + on.b() * by[1], on.c() * by[0] + on.d() * by[1]));
    }
    return points;
  }

  private static List<Double> coefficients(Affine a) {
    return List.of(a.a(), a.b(), a.txUm(), a.c(), a.d(), a.tyUm());
  }

  private static List<Double> flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).boxed().toList();
  }
}
