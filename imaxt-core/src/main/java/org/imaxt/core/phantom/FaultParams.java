package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.List;

/**
 * What goes wrong on the way to the disk.
 *
 * @param missingTiles tiles without any file; their positions are still written
 * @param missingFraction fraction of all tiles that is missing beside those
 * @param missingSections sections without a folder, from 1
 * @param truncated files that end early
 * @param empty files of no bytes
 */
public record FaultParams(
    List<TileRef> missingTiles,
    double missingFraction,
    List<Integer> missingSections,
    List<TileFile> truncated,
    List<TileFile> empty) {

  /** Copies the lists and refuses fractions outside [0, 1). */
  public FaultParams {
    missingTiles = List.copyOf(missingTiles);
    missingSections = List.copyOf(missingSections);
    truncated = List.copyOf(truncated);
    empty = List.copyOf(empty);
    require(
        missingFraction >= 0 && missingFraction < 1,
        "missing fraction must lie in [0, 1), got %s",
        missingFraction);
  }

  /**
   * The default: nothing goes wrong.
   *
   * @return the parameters
   */
  public static FaultParams none() {
    return new FaultParams(List.of(), 0, List.of(), List.of(), List.of());
  }

  /**
   * Other missing tiles.
   *
   * @param value tiles without any file
   * @return the changed parameters
   */
  public FaultParams withMissingTiles(List<TileRef> value) {
    return new FaultParams(value, missingFraction, missingSections, truncated, empty);
  }

  /**
   * Another fraction of missing tiles.
   *
   * @param value fraction, [0, 1)
   * @return the changed parameters
   */
  public FaultParams withMissingFraction(double value) {
    return new FaultParams(missingTiles, value, missingSections, truncated, empty);
  }

  /**
   * Other missing sections.
   *
   * @param value sections without a folder, from 1
   * @return the changed parameters
   */
  public FaultParams withMissingSections(List<Integer> value) {
    return new FaultParams(missingTiles, missingFraction, value, truncated, empty);
  }

  /**
   * Other truncated files.
   *
   * @param value files that end early
   * @return the changed parameters
   */
  public FaultParams withTruncated(List<TileFile> value) {
    return new FaultParams(missingTiles, missingFraction, missingSections, value, empty);
  }

  /**
   * Other empty files.
   *
   * @param value files of no bytes
   * @return the changed parameters
   */
  public FaultParams withEmpty(List<TileFile> value) {
    return new FaultParams(missingTiles, missingFraction, missingSections, truncated, value);
  }
}
