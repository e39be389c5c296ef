package org.imaxt.imc.segmentation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imaxt.core.algo.segment.Segmentation;

/**
 * What was found in an image.
 *
 * @param nucleusThreshold probability at which nuclei begin
 * @param cellThreshold likewise of cells
 * @param nuclei number of nuclei, and of cells
 * @param bare cells whose cytoplasm was not seen
 * @param nucleusPx pixels of all nuclei
 * @param cellPx pixels of all cells
 * @param nucleusDiameters number of nuclei by diameter, in bins of {@link #BIN_UM} from 0
 * @param cellDiameters likewise of cells
 */
record SegmentCounts(
    double nucleusThreshold,
    double cellThreshold,
    long nuclei,
    long bare,
    long nucleusPx,
    long cellPx,
    List<Integer> nucleusDiameters,
    List<Integer> cellDiameters)
    implements Serializable {

  /** Width of the bins of diameters, µm. */
  static final double BIN_UM = 0.5;

  /** What is larger counts as this large, µm. */
  private static final double LARGEST_UM = 200;

  SegmentCounts {
    nucleusDiameters = List.copyOf(nucleusDiameters);
    cellDiameters = List.copyOf(cellDiameters);
  }

  static SegmentCounts of(Segmentation.Found found, double pixelUm) {
    return new SegmentCounts(
        found.nucleusThreshold(),
        found.cellThreshold(),
        found.nucleusAreas().length,
        found.bareCells(),
        sum(found.nucleusAreas()),
        sum(found.cellAreas()),
        diameters(found.nucleusAreas(), pixelUm),
        diameters(found.cellAreas(), pixelUm));
  }

  private static long sum(long... areas) {
    long sum = 0;
    for (long area : areas) {
      sum += area;
    }
    return sum;
  }

  private static List<Integer> diameters(long[] areas, double pixelUm) {
    List<Integer> counts = new ArrayList<>();
    for (long area : areas) {
      double um = Math.min(LARGEST_UM, 2 * Math.sqrt(area / Math.PI) * pixelUm);
      int bin = (int) (um / BIN_UM);
      counts.addAll(Collections.nCopies(Math.max(0, bin + 1 - counts.size()), 0));
      counts.set(bin, counts.get(bin) + 1);
    }
    return counts;
  }
}
