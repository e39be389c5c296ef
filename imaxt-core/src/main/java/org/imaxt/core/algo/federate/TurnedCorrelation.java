package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.numeric.Fft2d;

/**
 * Correlates a small texture, turned in many ways, with a large one at every shift. The large one's
 * spectrum is computed once, and two turned textures share a transform, as its real and imaginary
 * part. Correlations are normalised by the energy of both under the small texture's frame.
 */
final class TurnedCorrelation {

  private static final int PEAKS = 3;
  private static final double APART_UM = 40;

  /** Share of the small texture's edge that may hang over the large one's. */
  private static final double OVERHANG = 0.1;

  /** Shares of the largest energy: what is added to all, and where the noise is measured. */
  private static final double FAINT = 0.05;

  private static final double TEXTURED = 0.25;
  private static final int EVERY = 5;
  private static final double MAD_TO_SIGMA = 1.4826;

  private final CellTexture small;
  private final CellTexture large;
  private final int side;
  private final int over;
  private final int lagsX;
  private final int lagsY;
  private final int width;
  private final int height;
  private final Fft2d fft;
  private final double[] spectrum;
  private final double[] energy;

  /**
   * A place of the small texture.
   *
   * @param map from the small texture's frame to the large one's
   * @param score correlation in standard deviations of the surface
   * @param noise standard deviation of the correlation elsewhere
   */
  record Peak(Affine map, double score, double noise) {}

  /** A small texture in one turn. */
  record Turn(Affine turn, double[] values, double energy) {}

  TurnedCorrelation(CellTexture small, CellTexture large) {
    this.small = small;
    this.large = large;
    double ratio = small.image().pixelUm() / large.image().pixelUm();
    side =
        (int) Math.ceil(1.2 * ratio * Math.max(small.image().width(), small.image().height())) + 2;
    int w = large.image().width();
    int h = large.image().height();
    int edge = (int) (ratio * Math.min(small.image().width(), small.image().height()));
    over = (side - edge) / 2 + (int) (OVERHANG * edge);
    lagsX = w - side + 2 * over + 1;
    lagsY = h - side + 2 * over + 1;
    width = Fft2d.goodLength(w + 2 * over);
    height = Fft2d.goodLength(h + 2 * over);
    fft = new Fft2d(width, height);
    spectrum = new double[2 * width * height];
    energy = new double[Math.max(0, lagsX) * Math.max(0, lagsY)];
    if (fits()) {
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          spectrum[2 * ((y + over) * width + x + over)] = large.image().values()[y * w + x];
        }
      }
      sumEnergies(ratio);
      fft.forward(spectrum, h + over);
    }
  }

  /** Whether the small texture finds room on the large one. */
  boolean fits() {
    return lagsX > 0 && lagsY > 0;
  }

  /** The large texture's energy under the small one's frame, unturned, at every lag. */
  private void sumEnergies(double ratio) {
    int w = (int) Math.round(ratio * small.image().width());
    int h = (int) Math.round(ratio * small.image().height());
    double[] sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        double v = spectrum[2 * (y * width + x)];
        row += v * v;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    for (int ly = 0; ly < lagsY; ly++) {
      int y0 = ly + (side - h) / 2;
      int y1 = Math.min(height, y0 + h);
      for (int lx = 0; lx < lagsX; lx++) {
        int x0 = lx + (side - w) / 2;
        int x1 = Math.min(width, x0 + w);
        energy[ly * lagsX + lx] =
            sums[y1 * (width + 1) + x1]
                - sums[y0 * (width + 1) + x1]
                - sums[y1 * (width + 1) + x0]
                + sums[y0 * (width + 1) + x0];
      }
    }
  }

  /** The small texture turned about its middle, which comes to the middle of a square. */
  Turn turned(Affine linear) {
    Affine back = linear.inverse();
    double[] centre = small.image().centre();
    double[] values = new double[side * side];
    double sum = 0;
    double um = large.image().pixelUm();
    for (int i = 0; i < values.length; i++) {
      double u = (i % side + 0.5 - side / 2.0) * um;
      double v = (i / side + 0.5 - side / 2.0) * um;
      values[i] = small.at(centre[0] + back.x(u, v), centre[1] + back.y(u, v));
      sum += values[i] * values[i];
    }
    return new Turn(linear, values, sum);
  }

  /** The best places of two turned textures. */
  List<Peak> peaks(Turn first, Turn second) {
    double[] data = new double[2 * width * height];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int to = 2 * (y * width + x);
        data[to] = first.values()[y * side + x];
        data[to + 1] = -second.values()[y * side + x];
      }
    }
    fft.forward(data, side);
    for (int i = 0; i < data.length; i += 2) {
      double re = spectrum[i] * data[i] + spectrum[i + 1] * data[i + 1];
      double im = spectrum[i + 1] * data[i] - spectrum[i] * data[i + 1];
      data[i] = re;
      data[i + 1] = im;
    }
    fft.inverse(data, 0, lagsY);
    double most = Arrays.stream(energy).max().orElse(0);
    List<Peak> out = new ArrayList<>(peaks(first, data, 0, most));
    out.addAll(peaks(second, data, 1, most));
    return out;
  }

  private List<Peak> peaks(Turn turn, double[] data, int part, double most) {
    double[] ncc = new double[lagsX * lagsY];
    double[] sample = new double[ncc.length / EVERY + 1];
    int n = 0;
    for (int i = 0; i < ncc.length; i++) {
      double value = data[2 * (i / lagsX * width + i % lagsX) + part];
      double both = turn.energy() * (energy[i] + FAINT * most);
      ncc[i] = both > 1e-9 ? value / Math.sqrt(both) : 0;
      if (i % EVERY == 0 && energy[i] > TEXTURED * most) {
        sample[n++] = Math.abs(ncc[i]);
      }
    }
    Arrays.sort(sample, 0, n);
    double noise = n > 0 ? MAD_TO_SIGMA * sample[n / 2] : 0;
    List<Peak> out = new ArrayList<>();
    if (noise > 0) {
      for (int lag : highest(ncc)) {
        out.add(new Peak(map(turn, lag), ncc[lag] / noise, noise));
      }
    }
    return out;
  }

  /** The highest lags, each apart from those before. */
  private List<Integer> highest(double[] ncc) {
    int apart = (int) Math.ceil(APART_UM / large.image().pixelUm());
    List<Integer> out = new ArrayList<>();
    for (int k = 0; k < PEAKS; k++) {
      int best = -1;
      for (int i = 0; i < ncc.length; i++) {
        if ((best < 0 ? ncc[i] > 0 : ncc[i] > ncc[best]) && free(out, i, apart)) {
          best = i;
        }
      }
      if (best >= 0) {
        out.add(best);
      }
    }
    out.sort(Comparator.comparingDouble(i -> -ncc[i]));
    return out;
  }

  private boolean free(List<Integer> taken, int lag, int apart) {
    for (int t : taken) {
      if (Math.abs(t % lagsX - lag % lagsX) <= apart
          && Math.abs(t / lagsX - lag / lagsX) <= apart) {
        return false;
      }
    }
    return true;
  }

  private Affine map(Turn turn, int lag) {
    double[] centre = small.image().centre();
    double x = large.xUm(lag % lagsX - over + side / 2.0);
    double y = large.yUm(lag / lagsX - over + side / 2.0);
    return Affine.translation(-centre[0], -centre[1])
        .then(turn.turn())
        .then(Affine.translation(x, y));
  }
}
