package org.imaxt.core.sample;

import java.util.List;

/**
 * How nuclei and cells of a scan were found, and how large they are.
 *
 * @param probabilities what made the probabilities
 * @param nuclear channels taken for the nuclear stain
 * @param cytoplasm channels taken for cytoplasm or membranes; empty if there were none
 * @param nucleusThreshold probability at which nuclei begin, for an adaptive threshold the least
 * @param cellThreshold likewise of cells
 * @param nuclei number of nuclei, and of cells
 * @param bare cells whose cytoplasm was not seen
 * @param nucleusPx pixels of all nuclei
 * @param cellPx pixels of all cells
 * @param binUm width of the bins of the following counts, µm
 * @param nucleusDiameters how many nuclei have which diameter of a disc as large, by bins from 0
 * @param cellDiameters likewise of cells
 */
public record SegmentationDocument(
    String probabilities,
    List<String> nuclear,
    List<String> cytoplasm,
    double nucleusThreshold,
    double cellThreshold,
    long nuclei,
    long bare,
    long nucleusPx,
    long cellPx,
    double binUm,
    List<Integer> nucleusDiameters,
    List<Integer> cellDiameters) {

  /** Copies the lists. */
  public SegmentationDocument {
    nuclear = List.copyOf(nuclear);
    cytoplasm = List.copyOf(cytoplasm);
    nucleusDiameters = List.copyOf(nucleusDiameters);
    cellDiameters = List.copyOf(cellDiameters);
  }
}
