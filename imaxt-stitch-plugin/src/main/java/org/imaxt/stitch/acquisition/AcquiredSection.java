package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.StagePosition;

/**
 * One physical section as acquired; immutable.
 *
 * @param number number of the section, from 1
 * @param rows rows of the tile grid, from the positions
 * @param columns columns of the tile grid, from the positions
 * @param positions stage position of each tile in acquisition order, µm in the mosaic frame
 * @param files where the tile images are
 * @param metadata everything else the microscope noted, in its order
 * @param problems tile images that are missing or were skipped
 */
public record AcquiredSection(
    int number,
    int rows,
    int columns,
    List<StagePosition> positions,
    TileFiles files,
    Map<String, String> metadata,
    List<TileProblem> problems) {

  /** Copies the lists and the map. */
  public AcquiredSection {
    positions = List.copyOf(positions);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    problems = List.copyOf(problems);
  }

  /**
   * The image of a tile.
   *
   * @param tile number of the tile, from 0
   * @param layer optical layer, from 1
   * @param channel channel, from 1
   * @return its TIFF file, empty if missing
   * @throws IndexOutOfBoundsException if there is no such tile, layer or channel
   */
  public Optional<Path> tileFile(int tile, int layer, int channel) {
    return files.get(tile, layer, channel);
  }

  AcquiredSection with(TileFiles newFiles, List<TileProblem> newProblems) {
    return new AcquiredSection(number, rows, columns, positions, newFiles, metadata, newProblems);
  }
}
