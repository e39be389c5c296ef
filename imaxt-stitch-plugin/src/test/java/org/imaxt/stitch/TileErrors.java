package org.imaxt.stitch;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TileTruth;

/** Errors of linked tiles, free of one translation a section, and what their σ make of them. */
final class TileErrors {

  /** x or y error and its own σ, px. */
  private final List<double[]> coordinates = new ArrayList<>();

  /** Distance from the truth: measured and stage, px. */
  private final List<double[]> distances = new ArrayList<>();

  /** Adds a section; its tiles lie in the order of the truth. */
  void add(SectionTruth truth, List<PlacedTile> placed, double pixelUm) {
    add(truth, placed, pixelUm, 0, 0);
  }

  /** Adds a section, one x and one y scale of the sample taken out of the measured positions. */
  void add(
      SectionTruth truth, List<PlacedTile> placed, double pixelUm, double scaleX, double scaleY) {
    List<double[]> rows = new ArrayList<>();
    for (TileTruth t : truth.tiles()) {
      if (t.linked()) {
        PlacedTile p = placed.get(t.tile());
        rows.add(
            new double[] {
              (p.xUm() - (1 + scaleX) * t.trueXUm()) / pixelUm,
              (p.yUm() - (1 + scaleY) * t.trueYUm()) / pixelUm,
              (t.reportedXUm() - t.trueXUm()) / pixelUm,
              (t.reportedYUm() - t.trueYUm()) / pixelUm,
              p.sigmaXUm() / pixelUm,
              p.sigmaYUm() / pixelUm
            });
      }
    }
    for (int k = 0; k < 4; k++) {
      int column = k;
      // The gauge of the errors: what is well known is held, a tile left to the stage moves
      // nothing.
      double weights = rows.stream().mapToDouble(r -> weight(r, column)).sum();
      double sum = rows.stream().mapToDouble(r -> weight(r, column) * r[column]).sum();
      rows.forEach(r -> r[column] -= sum / weights);
    }
    for (double[] r : rows) {
      coordinates.add(new double[] {r[0], r[4]});
      coordinates.add(new double[] {r[1], r[5]});
      distances.add(new double[] {Math.hypot(r[0], r[1]), Math.hypot(r[2], r[3])});
    }
  }

  private static double weight(double[] row, int column) {
    return column < 2 ? 1 / (row[4 + column] * row[4 + column]) : 1;
  }

  /** Share of coordinates whose error is within some σ. */
  double within(double sigmas) {
    return coordinates.stream().filter(c -> Math.abs(c[0]) <= sigmas * c[1]).count()
        / (double) coordinates.size();
  }

  /** Tiles farther from the truth than the stage put them. */
  long worseThanStage() {
    return distances.stream().filter(d -> d[0] > d[1]).count();
  }

  double medianPx() {
    double[] sorted = distances.stream().mapToDouble(d -> d[0]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  double rms() {
    return Math.sqrt(distances.stream().mapToDouble(d -> d[0] * d[0]).average().orElse(0));
  }

  @Override
  public String toString() {
    double[] sorted = distances.stream().mapToDouble(d -> d[0]).sorted().toArray();
    return String.format(
        "%d tiles, rms %.4f px, median %.4f px, max %.3f px, %d worse than the stage,"
            + " %.3f within 1 sigma, %.3f within 2",
        sorted.length,
        rms(),
        medianPx(),
        sorted[sorted.length - 1],
        worseThanStage(),
        within(1),
        within(2));
  }
}
