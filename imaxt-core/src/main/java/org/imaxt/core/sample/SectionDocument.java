package org.imaxt.core.sample;

import java.util.List;
import java.util.Map;
import org.imaxt.core.model.StagePosition;

/**
 * Grid, stage positions and vendor metadata of a section.
 *
 * @param section number from 1
 * @param rows rows of the grid
 * @param columns columns of the grid
 * @param tiles stage position of each tile in acquisition order
 * @param missing images that are not there
 * @param metadata the instrument's own words
 */
public record SectionDocument(
    int section,
    int rows,
    int columns,
    List<StagePosition> tiles,
    List<MissingImage> missing,
    Map<String, String> metadata) {

  /**
   * An image that the grid has and the acquisition has not; it has confidence 0 everywhere.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @param channel channel from 1
   * @param reason why
   */
  public record MissingImage(int tile, int layer, int channel, String reason) {}

  /**
   * Whether an image is there.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @param channel channel from 1
   * @return false if it is missing
   */
  public boolean has(int tile, int layer, int channel) {
    return missing.stream()
        .noneMatch(m -> m.tile() == tile && m.layer() == layer && m.channel() == channel);
  }
}
