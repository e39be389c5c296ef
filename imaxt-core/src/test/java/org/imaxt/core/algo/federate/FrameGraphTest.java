package org.imaxt.core.algo.federate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameGraphTest {

  private static final double EXACT_UM = 1e-6;
  private static final Affine TURNED = new Affine(0.3, -0.95, 400, 0.96, 0.31, -700);
  private static final Affine FLIPPED = new Affine(-1.01, 0.02, 5000, 0.01, 0.99, 30);

  @Test
  void composesAndInverts() {
    FrameGraph graph =
        FrameGraph.empty().with("roi", "slide", TURNED, 1).with("stpt", "slide", FLIPPED, 2);
    FramePath path = graph.path("roi", "stpt").orElseThrow();
    assertEquals(List.of("roi", "slide", "stpt"), path.frames());
    Affine wanted = TURNED.then(FLIPPED.inverse());
    assertEquals(wanted.x(100, 200), path.affine().x(100, 200), EXACT_UM);
    assertEquals(wanted.y(100, 200), path.affine().y(100, 200), EXACT_UM);
    FramePath back = graph.path("stpt", "roi").orElseThrow();
    double x = path.affine().x(100, 200);
    double y = path.affine().y(100, 200);
    assertEquals(100, back.affine().x(x, y), EXACT_UM);
    assertEquals(200, back.affine().y(x, y), EXACT_UM);
  }

  @Test
  void takesTheMostCertainWay() {
    FrameGraph graph =
        FrameGraph.empty()
            .with("roi", "stpt", Affine.translation(1, 0), 9)
            .with("roi", "slide", Affine.translation(2, 0), 2)
            .with("slide", "stpt", Affine.translation(3, 0), 2)
            .with("other", "far", Affine.IDENTITY, 0);
    FramePath path = graph.path("roi", "stpt").orElseThrow();
    assertEquals(List.of("roi", "slide", "stpt"), path.frames());
    assertEquals(4, path.sigmaUm(0, 0), 1e-3); // two axes, two steps, 2 µm each
    assertTrue(graph.path("roi", "far").isEmpty());
    assertTrue(graph.path("roi", "nowhere").isEmpty());
    assertEquals(0, graph.path("roi", "roi").orElseThrow().sigmaUm(5, 5), EXACT_UM);
  }

  /** Errors drawn through the steps scatter as the composed covariance says. */
  @Test
  void carriesErrorsThroughChainsAndBack() {
    Random r = new Random(5);
    List<BeadPair> first = pairs(TURNED, r);
    List<BeadPair> second = pairs(FLIPPED, r);
    FittedTransform a =
        TransformFit.fit(first, TURNED, TransformModel.AFFINE, Stretching.OF_TISSUE);
    FittedTransform b =
        TransformFit.fit(second, FLIPPED, TransformModel.AFFINE, Stretching.OF_TISSUE);
    Field field = new Field(0, 0, 3000, 3000);
    FrameGraph graph = FrameGraph.empty().with("a", "b", a, field).with("c", "b", b, field);
    FramePath path = graph.path("a", "c").orElseThrow();
    double told = Math.pow(path.sigmaUm(500, 800), 2) - 2 * path.bendUm() * path.bendUm();
    double sum = 0;
    int n = 4000;
    for (int k = 0; k < n; k++) {
      Affine way = drawn(a, r).then(drawn(b, r).inverse());
      double dx = way.x(500, 800) - path.affine().x(500, 800);
      double dy = way.y(500, 800) - path.affine().y(500, 800);
      sum += (dx * dx + dy * dy) / n;
    }
    assertEquals(1, sum / told, 0.1); // two standard errors of 4000 draws are 5 %
  }

  private static List<BeadPair> pairs(Affine truth, Random r) {
    List<BeadPair> out = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double x = 3000 * r.nextDouble();
      double y = 3000 * r.nextDouble();
      out.add(
          new BeadPair(
              i, i, x, y, truth.x(x, y) + r.nextGaussian(), truth.y(x, y) + r.nextGaussian(), 1));
    }
    return out;
  }

  private static Affine drawn(FittedTransform t, Random r) {
    double[][] c = t.covariance();
    double[][] l = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j <= i; j++) {
        double s = c[i][j];
        for (int k = 0; k < j; k++) {
          s -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(s, 0)) : s / l[j][j];
      }
    }
    double[] v = {
      t.affine().a(),
      t.affine().b(),
      t.affine().txUm(),
      t.affine().c(),
      t.affine().d(),
      t.affine().tyUm()
    };
    double[] z = new double[6];
    for (int i = 0; i < 6; i++) {
      z[i] = r.nextGaussian();
    }
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j <= i; j++) {
        v[i] += l[i][j] * z[j];
      }
    }
    return new Affine(v[0], v[1], v[2], v[3], v[4], v[5]);
  }
}
