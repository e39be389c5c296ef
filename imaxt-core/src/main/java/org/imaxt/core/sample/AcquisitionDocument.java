package org.imaxt.core.sample;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PlacedTile;

/**
 * What all sections of an acquisition share.
 *
 * @param name sample name of the instrument
 * @param source kind of files: {@code tissuecyte-a}, {@code tissuecyte-b}, {@code grid}
 * @param stage whether positions come from a stage or from a nominal grid
 * @param pixelSizeUm edge length of a pixel, µm, nominal
 * @param tileWidthPx width of a camera image, px
 * @param tileHeightPx height of a camera image, px
 * @param channels number of channels
 * @param layers optical layers a section
 * @param sectionThicknessUm step between sections, µm
 * @param layerStepUm step between layers, µm
 * @param imagingDepthUm depth of the first layer below the surface, µm
 * @param objective objective as the instrument names it, or empty
 * @param orientation how camera images lie on the stage axes
 * @param orientationFound whether the orientation was found from overlaps
 * @param orientationConfidence margin of the orientation to the second best, standard errors; 0 if
 *     it was given
 * @param canvas the rectangle of all mosaics
 * @param sections numbers of the sections that are there
 * @param missingSections numbers of the sections whose folders are missing
 * @param metadata the instrument's own words for the whole acquisition
 */
public record AcquisitionDocument(
    String name,
    String source,
    StageKind stage,
    double pixelSizeUm,
    int tileWidthPx,
    int tileHeightPx,
    int channels,
    int layers,
    double sectionThicknessUm,
    double layerStepUm,
    double imagingDepthUm,
    String objective,
    Orientation orientation,
    boolean orientationFound,
    double orientationConfidence,
    Canvas canvas,
    List<Integer> sections,
    List<Integer> missingSections,
    Map<String, String> metadata) {

  /** Where nominal positions come from. */
  public enum StageKind {
    /** Read from a stage with encoders. */
    MEASURED,
    /** Computed from the grid and its overlap. */
    NOMINAL
  }

  /**
   * Width of a tile in the mosaic frame.
   *
   * @return px
   */
  public int orientedWidthPx() {
    return orientation.width(tileWidthPx, tileHeightPx);
  }

  /**
   * Height of a tile in the mosaic frame.
   *
   * @return px
   */
  public int orientedHeightPx() {
    return orientation.height(tileWidthPx, tileHeightPx);
  }

  /**
   * Depth of an imaged plane: the top of its layer.
   *
   * @param section number of the section from 1
   * @param layer number of the layer from 1
   * @return z, cube frame, µm
   */
  public double zUm(int section, int layer) {
    return (section - 1) * sectionThicknessUm + (layer - 1) * layerStepUm + imagingDepthUm;
  }

  /**
   * The tile whose centre is nearest to a place, which has most of the say there.
   *
   * @param tiles placed tiles of a section
   * @param xUm x, mosaic frame, µm
   * @param yUm y, mosaic frame, µm
   * @return the first of the nearest; empty if there are no tiles
   */
  public Optional<PlacedTile> nearestTile(List<PlacedTile> tiles, double xUm, double yUm) {
    double x = xUm - 0.5 * orientedWidthPx() * pixelSizeUm;
    double y = yUm - 0.5 * orientedHeightPx() * pixelSizeUm;
    return tiles.stream()
        .min(Comparator.comparingDouble(t -> Math.hypot(t.xUm() - x, t.yUm() - y)));
  }

  /**
   * Step from one plane to the next in a mosaic.
   *
   * @return layer step with several layers, else section thickness, µm
   */
  public double planeStepUm() {
    return layers > 1 ? layerStepUm : sectionThicknessUm;
  }
}
