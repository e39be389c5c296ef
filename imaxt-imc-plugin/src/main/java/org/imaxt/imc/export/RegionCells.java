package org.imaxt.imc.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.TableReader;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * The measured cells of a region, and where they lie.
 *
 * @param scan the region
 * @param table its cells
 * @param toCube the way to the cube; empty if there is none
 * @param depthUm z of its section, cube frame, µm; empty likewise
 */
record RegionCells(
    ScanDocument scan, TableReader table, Optional<FrameMap> toCube, OptionalDouble depthUm) {

  String name() {
    return scan.name();
  }

  boolean hasStage() {
    return !scan.stageAffine().isEmpty();
  }

  boolean has(ObjectKind kind) {
    return table.names().contains(CellColumns.of(kind, ShapeProperty.AREA));
  }

  /** The column of a channel; empty if the region has no such channel or part. */
  Optional<String> column(ObjectKind kind, Statistic statistic, String channelName) {
    int channel = CellColumns.names(scan.channels()).indexOf(channelName);
    if (channel < 0) {
      return Optional.empty();
    }
    return present(CellColumns.of(kind, statistic, CellColumns.keys(scan.channels()).get(channel)));
  }

  Optional<String> present(String column) {
    return Optional.of(column).filter(table.names()::contains);
  }

  /** x and y on the instrument's stage; NaN if it is not known. */
  double[] onStage(double xUm, double yUm) {
    List<Double> a = scan.stageAffine();
    return a.isEmpty()
        ? new double[] {Double.NaN, Double.NaN}
        : new double[] {
          a.get(0) * xUm + a.get(1) * yUm + a.get(2), a.get(3) * xUm + a.get(4) * yUm + a.get(5)
        };
  }

  /** x, y, z and their error in the cube frame; NaN if the region does not lie there. */
  double[] inCube(double xUm, double yUm) {
    if (toCube.isEmpty() || !Double.isFinite(xUm + yUm)) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    }
    double[] at = toCube.get().apply(xUm, yUm);
    return new double[] {at[0], at[1], depthUm.orElse(Double.NaN), toCube.get().sigmaUm(xUm, yUm)};
  }
}
