package org.imaxt.core.sample;

import java.util.List;
import org.imaxt.core.model.PlacedTile;

/**
 * Positions of the tiles of a section and the measurements they come from.
 *
 * @param section number from 1
 * @param pixelSizeUm edge length of a pixel, µm, nominal
 * @param rotationRad rotation from stage to camera about stage zero, radians, growing from x to y
 * @param scaleX measured scale of the stage's x steps in camera pixels, 1 if not fitted
 * @param scaleY measured scale of the stage's y steps in camera pixels, 1 if not fitted
 * @param stageSigmaUm the stage's own error that the solution used, µm
 * @param linkErrorUm error of a link along an axis beside its own σ that the solution used, µm
 * @param tiles position of each tile
 * @param links each pair of neighbours that was compared
 */
public record PositionsDocument(
    int section,
    double pixelSizeUm,
    double rotationRad,
    double scaleX,
    double scaleY,
    double stageSigmaUm,
    double linkErrorUm,
    List<PlacedTile> tiles,
    List<Link> links) {

  /**
   * A pair of neighbouring tiles.
   *
   * @param a first tile
   * @param b second tile
   * @param matched whether the overlap fixed the step
   * @param reason why it did not, or why the solution set it aside or gave it less than half of its
   *     weight, or empty
   * @param dxUm measured step along x, µm; the stage's step if not matched
   * @param dyUm measured step along y, µm; the stage's step if not matched
   * @param stageDxUm the stage's step along x, µm, turned by what is known of the camera
   * @param stageDyUm the stage's step along y, µm, turned likewise
   * @param sigmaXUm standard error along x, µm; 0 if not matched
   * @param sigmaYUm standard error along y, µm; 0 if not matched
   * @param correlation normalised cross-correlation at the measured step
   * @param residualXUm solution less measurement along x, µm
   * @param residualYUm solution less measurement along y, µm
   * @param weight weight that the solution left it, 0 to 1
   */
  public record Link(
      int a,
      int b,
      boolean matched,
      String reason,
      double dxUm,
      double dyUm,
      double stageDxUm,
      double stageDyUm,
      double sigmaXUm,
      double sigmaYUm,
      double correlation,
      double residualXUm,
      double residualYUm,
      double weight) {}
}
