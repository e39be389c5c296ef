package org.imaxt.beads.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.sample.Table;

/** How far the detections lie off their beads in the cube frame, from the tables. */
final class BeadResiduals {

  private final double[] x;
  private final double[] y;
  private final Map<Integer, Sums> sums = new TreeMap<>();

  private BeadResiduals(int size) {
    x = new double[size];
    y = new double[size];
  }

  /** What is added up for a section. */
  private static final class Sums {
    private final List<Double> radii = new ArrayList<>();
    private int confirmed;
    private double square;
  }

  /**
   * A section in numbers.
   *
   * @param accepted accepted detections
   * @param meanRadiusUm their mean apparent radius, µm; NaN without any
   * @param radiusDispersionUm standard deviation of the apparent radius, µm
   * @param unconfirmed share that no other section confirms
   * @param residualUm distance from the bead along an axis, rms, µm; NaN without any
   */
  record Summary(
      int accepted,
      double meanRadiusUm,
      double radiusDispersionUm,
      double unconfirmed,
      double residualUm) {}

  static BeadResiduals of(Sample sample) {
    Table rows = sample.read(Layout.beadRows());
    Table detections = sample.read(Layout.beads());
    BeadResiduals residuals = new BeadResiduals(rows.rows());
    residuals.addRadii(detections);
    residuals.addPlaces(
        rows, detections, sample.read(Layout.registeredBeads()), SectionTransforms.of(sample));
    return residuals;
  }

  private Sums sums(int section) {
    return sums.computeIfAbsent(section, s -> new Sums());
  }

  private void addRadii(Table detections) {
    int[] section = detections.ints("section");
    boolean[] accepted = detections.booleans("accepted");
    double[] radius = detections.doubles("radius_um");
    for (int i = 0; i < section.length; i++) {
      if (accepted[i]) {
        sums(section[i]).radii.add(radius[i]);
      }
    }
  }

  private void addPlaces(Table rows, Table detections, Table beads, SectionTransforms transforms) {
    int[] row = rows.ints("row");
    int[] bead = rows.ints("bead");
    int[] section = detections.ints("section");
    double[] dx = detections.doubles("x_um");
    double[] dy = detections.doubles("y_um");
    double[] beadX = beads.doubles("x_um");
    double[] beadY = beads.doubles("y_um");
    for (int i = 0; i < row.length; i++) {
      double[] place = transforms.toCube(section[row[i]], dx[row[i]], dy[row[i]]);
      x[i] = place[0] - beadX[bead[i] - 1];
      y[i] = place[1] - beadY[bead[i] - 1];
      Sums of = sums(section[row[i]]);
      of.confirmed++;
      of.square += 0.5 * (x[i] * x[i] + y[i] * y[i]);
    }
  }

  int size() {
    return x.length;
  }

  double[] x() {
    return x.clone();
  }

  double[] y() {
    return y.clone();
  }

  /** Along an axis, µm. */
  double rms() {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += 0.5 * (x[i] * x[i] + y[i] * y[i]);
    }
    return Math.sqrt(sum / x.length);
  }

  Summary summary(int section) {
    Sums of = sums(section);
    int n = of.radii.size();
    double mean = of.radii.stream().mapToDouble(r -> r).sum() / n;
    double square = of.radii.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
    return new Summary(
        n,
        mean,
        Math.sqrt(square / n),
        n == 0 ? 0 : 1 - of.confirmed / (double) n,
        Math.sqrt(of.square / of.confirmed));
  }
}
