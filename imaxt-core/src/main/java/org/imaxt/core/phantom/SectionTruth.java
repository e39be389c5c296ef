package org.imaxt.core.phantom;

import java.util.List;

/**
 * What is true of one section.
 *
 * @param section section, from 1
 * @param driftXUm shift of the specimen in the mosaic frame since section 1, µm
 * @param driftYUm shift of the specimen in the mosaic frame since section 1, µm
 * @param layerTopUm depth of the top of layer 1 below the first cut, µm
 * @param missing whether it has no folder
 * @param tiles its tiles in acquisition order
 */
public record SectionTruth(
    int section,
    double driftXUm,
    double driftYUm,
    double layerTopUm,
    boolean missing,
    List<TileTruth> tiles) {

  /** Copies the list. */
  public SectionTruth {
    tiles = List.copyOf(tiles);
  }
}
