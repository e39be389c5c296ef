package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.stitch.Patches.Patch;

/** Best whole-pixel correction of a lag at full resolution, on the most structured patches. */
final class IntegerSearch {

  private static final int BUDGET = 30_000;

  /** Patches are cut back to where all is known while more than this part of them is left. */
  private static final double LEAST_LEFT = 0.5;

  private final Sums a;
  private final Sums b;
  private final List<Part> parts = new ArrayList<>();

  private IntegerSearch(Views views, List<Patch> patches, int lagX, int lagY, int reach) {
    a = new Sums(views.both().a());
    b = new Sums(views.both().b());
    int used = 0;
    for (Patch patch : patches) {
      if (used > 0 && used + patch.size() > BUDGET) {
        break;
      }
      used += patch.size();
      parts.add(views.cut() ? all(patch) : part(patch, lagX, lagY, reach));
    }
  }

  /** Correction (x, y) within ± reach that correlates best. */
  static int[] best(Views views, List<Patch> patches, int lagX, int lagY, int reach) {
    IntegerSearch search = new IntegerSearch(views, patches, lagX, lagY, reach);
    int[] best = {0, 0};
    double highest = -2;
    for (int sy = -reach; sy <= reach; sy++) {
      for (int sx = -reach; sx <= reach; sx++) {
        double ncc = search.correlation(lagX + sx, lagY + sy);
        if (ncc > highest) {
          highest = ncc;
          best = new int[] {sx, sy};
        }
      }
    }
    return best;
  }

  /** Cuts a patch back, side by side, to where no pixel is ignored at any lag. */
  private Part part(Patch patch, int lagX, int lagY, int reach) {
    int x0 = patch.x();
    int y0 = patch.y();
    int x1 = x0 + patch.width();
    int y1 = y0 + patch.height();
    Reach at = new Reach(lagX, lagY, reach);
    while ((x1 - x0) * (y1 - y0) > LEAST_LEFT * patch.size()) {
      if (ignored(x0, y0, x1, y1, at) == 0) {
        return new Part(x0, y0, x1, y1, true);
      }
      double left = ignored(x0, y0, x0 + 1, y1, at);
      double right = ignored(x1 - 1, y0, x1, y1, at);
      double top = ignored(x0, y0, x1, y0 + 1, at);
      double bottom = ignored(x0, y1 - 1, x1, y1, at);
      double most = Math.max(Math.max(left, right), Math.max(top, bottom));
      if (most == 0) {
        break;
      }
      if (left == most) {
        x0++;
      } else if (right == most) {
        x1--;
      } else if (top == most) {
        y0++;
      } else {
        y1--;
      }
    }
    return all(patch);
  }

  /** All of a patch: at each lag what is known there. */
  private static Part all(Patch patch) {
    return new Part(
        patch.x(), patch.y(), patch.x() + patch.width(), patch.y() + patch.height(), false);
  }

  /** Pixels of a box that are ignored in the first strip, or at any lag in the second. */
  private double ignored(int x0, int y0, int x1, int y1, Reach at) {
    int bx0 = x0 - at.lagX() - at.px();
    int by0 = y0 - at.lagY() - at.px();
    int bx1 = x1 - at.lagX() + at.px();
    int by1 = y1 - at.lagY() + at.px();
    int cx0 = within(bx0, b.strip.width);
    int cy0 = within(by0, b.strip.height);
    int cx1 = within(bx1, b.strip.width);
    int cy1 = within(by1, b.strip.height);
    double outside = (double) (bx1 - bx0) * (by1 - by0) - (double) (cx1 - cx0) * (cy1 - cy0);
    return a.ignored.over(x0, y0, x1, y1) + b.ignored.over(cx0, cy0, cx1, cy1) + outside;
  }

  private static int within(int at, int length) {
    return Math.max(0, Math.min(length, at));
  }

  private double correlation(int lagX, int lagY) {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < a.strip.channels.length; c++) {
      double[] channel = new double[3];
      for (Part part : parts) {
        add(c, part.at(lagX, lagY, b.strip), part.whole(), channel);
      }
      double scale = Math.sqrt(channel[1] * channel[2]);
      if (scale > 0) {
        double ncc = channel[0] / scale;
        sum += ncc * Math.abs(ncc);
        seen++;
      }
    }
    return seen > 0 ? sum / seen : -2;
  }

  private void add(int c, Box box, boolean whole, double[] out) {
    double[] moments = whole ? whole(c, box) : known(c, box);
    double n = moments[0];
    if (n > 1) {
      out[0] += moments[3] - moments[1] * moments[2] / n;
      out[1] += moments[4] - moments[1] * moments[1] / n;
      out[2] += moments[5] - moments[2] * moments[2] / n;
    }
  }

  /** Number of pixels, sums of a and b, of their products and of their squares. */
  private double[] whole(int c, Box box) {
    return new double[] {
      (double) box.width() * box.height(),
      a.sum(c, box, 0, 0),
      b.sum(c, box, box.lagX(), box.lagY()),
      products(a.strip.channels[c], b.strip.channels[c], box),
      a.squares(c, box, 0, 0),
      b.squares(c, box, box.lagX(), box.lagY())
    };
  }

  /** Four sums side by side: one alone would wait for itself. */
  private double products(float[] va, float[] vb, Box box) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int y = box.y0(); y < box.y1(); y++) {
      int i = y * a.strip.width + box.x0();
      int j = (y - box.lagY()) * b.strip.width + box.x0() - box.lagX();
      int end = i + box.width();
      for (; i < end - 3; i += 4, j += 4) {
        s0 += va[i] * vb[j];
        s1 += va[i + 1] * vb[j + 1];
        s2 += va[i + 2] * vb[j + 2];
        s3 += va[i + 3] * vb[j + 3];
      }
      for (; i < end; i++, j++) {
        s0 += va[i] * vb[j];
      }
    }
    return s0 + s1 + (s2 + s3);
  }

  /** The same over the pixels that are ignored in neither strip. */
  private double[] known(int c, Box box) {
    float[] va = a.strip.channels[c];
    float[] vb = b.strip.channels[c];
    double[] m = new double[6];
    for (int y = box.y0(); y < box.y1(); y++) {
      for (int x = box.x0(); x < box.x1(); x++) {
        int i = y * a.strip.width + x;
        int j = (y - box.lagY()) * b.strip.width + x - box.lagX();
        if (a.strip.weights[i] > 0 && b.strip.weights[j] > 0) {
          m[0]++;
          m[1] += va[i];
          m[2] += vb[j];
          m[3] += va[i] * vb[j];
          m[4] += va[i] * va[i];
          m[5] += vb[j] * vb[j];
        }
      }
    }
    return m;
  }

  /** The lags that are looked at: all within so many px of one. */
  private record Reach(int lagX, int lagY, int px) {}

  /** What is compared of a patch; whole if no pixel of it is ignored at any lag. */
  private record Part(int x0, int y0, int x1, int y1, boolean whole) {
    Box at(int lagX, int lagY, SmoothedStrip b) {
      return new Box(
          Math.max(x0, lagX),
          Math.max(y0, lagY),
          Math.min(x1, b.width + lagX),
          Math.min(y1, b.height + lagY),
          lagX,
          lagY);
    }
  }

  /** A rectangle of the first strip that the second covers at a lag. */
  private record Box(int x0, int y0, int x1, int y1, int lagX, int lagY) {
    int width() {
      return x1 - x0;
    }

    int height() {
      return y1 - y0;
    }
  }

  /** A strip and the sums over its rectangles. */
  private static final class Sums {
    final SmoothedStrip strip;
    private final BoxSums ignored;
    private final BoxSums[] values;
    private final BoxSums[] squares;

    Sums(SmoothedStrip strip) {
      this.strip = strip;
      int n = strip.channels.length;
      ignored = BoxSums.ofIgnored(strip.weights, strip.width, strip.height);
      values = new BoxSums[n];
      squares = new BoxSums[n];
      for (int c = 0; c < n; c++) {
        values[c] = BoxSums.of(strip.channels[c], strip.width, strip.height);
        squares[c] = BoxSums.ofSquares(strip.channels[c], strip.width, strip.height);
      }
    }

    double sum(int c, Box box, int lagX, int lagY) {
      return over(values[c], box, lagX, lagY);
    }

    double squares(int c, Box box, int lagX, int lagY) {
      return over(squares[c], box, lagX, lagY);
    }

    private static double over(BoxSums sums, Box box, int lagX, int lagY) {
      return sums.over(box.x0 - lagX, box.y0 - lagY, box.x1 - lagX, box.y1 - lagY);
    }
  }
}
