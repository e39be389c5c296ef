package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import org.imaxt.core.model.Orientation;

/**
 * Tiles, grid and stage.
 *
 * @param tileWidthPx width of the camera image, px
 * @param tileHeightPx height of the camera image, px
 * @param pixelSizeUm edge of a pixel, µm
 * @param overlap nominal overlap of neighbours, fraction of the tile's edge along each axis
 * @param rows tiles along y
 * @param columns tiles along x
 * @param order order of acquisition
 * @param orientation what has to be done to a camera image to lay it on the stage axes
 * @param stageOriginXUm reported x of tile 0, µm
 * @param stageOriginYUm reported y of tile 0, µm
 * @param stageErrorUm σ of the error of the stage, by axis, µm; clipped at 2.5 σ
 * @param raggednessUm largest deviation of the reported positions from the regular grid, by axis,
 *     µm
 * @param stageRotationRad angle from the stage axes to the camera's pixel axes, about stage zero,
 *     rad
 */
public record GridParams(
    int tileWidthPx,
    int tileHeightPx,
    double pixelSizeUm,
    double overlap,
    int rows,
    int columns,
    TileOrder order,
    Orientation orientation,
    double stageOriginXUm,
    double stageOriginYUm,
    double stageErrorUm,
    double raggednessUm,
    double stageRotationRad) {

  /** Refuses what no stage could do. */
  public GridParams {
    require(
        tileWidthPx >= 8 && tileHeightPx >= 8,
        "a tile must be at least 8 px across, got %d x %d",
        tileWidthPx,
        tileHeightPx);
    require(
        pixelSizeUm > 0 && pixelSizeUm < 100,
        "pixel size must be positive and below 100 µm, got %s",
        pixelSizeUm);
    require(overlap >= 0 && overlap < 0.9, "overlap must lie in [0, 0.9), got %s", overlap);
    require(
        rows >= 1 && columns >= 1,
        "grid must have at least 1 x 1 tiles, got %d x %d",
        rows,
        columns);
    require(order != null && orientation != null, "order and orientation must be given");
    require(stageErrorUm >= 0, "stage error must not be negative, got %s µm", stageErrorUm);
    require(raggednessUm >= 0, "raggedness must not be negative, got %s µm", raggednessUm);
    require(
        Math.abs(stageRotationRad) < 0.1,
        "stage rotation must be below 0.1 rad, got %s",
        stageRotationRad);
  }

  /**
   * The default: 5 × 5 tiles of 416 px at 2.8 µm.
   *
   * @return the parameters
   */
  public static GridParams defaults() {
    return new GridParams(
        416,
        416,
        2.8,
        0.1,
        5,
        5,
        TileOrder.SNAKE_COLUMN,
        Orientation.IDENTITY,
        5000,
        3000,
        6,
        0,
        0);
  }

  /**
   * Width of a tile after orientation.
   *
   * @return width, px
   */
  public int turnedWidthPx() {
    return orientation.width(tileWidthPx, tileHeightPx);
  }

  /**
   * Height of a tile after orientation.
   *
   * @return height, px
   */
  public int turnedHeightPx() {
    return orientation.height(tileWidthPx, tileHeightPx);
  }

  /**
   * Nominal step of the stage between columns, rounded to the stage's unit of 0.1 µm.
   *
   * @return step along x, µm
   */
  public double stepXUm() {
    return Math.round(turnedWidthPx() * pixelSizeUm * (1 - overlap) * 10) / 10.0;
  }

  /**
   * Nominal step of the stage between rows, rounded to the stage's unit of 0.1 µm.
   *
   * @return step along y, µm
   */
  public double stepYUm() {
    return Math.round(turnedHeightPx() * pixelSizeUm * (1 - overlap) * 10) / 10.0;
  }

  /**
   * Number of tiles of a section.
   *
   * @return rows times columns
   */
  public int tiles() {
    return rows * columns;
  }

  /**
   * Other tiles.
   *
   * @param widthPx width of the camera image, px
   * @param heightPx height of the camera image, px
   * @param pixelUm edge of a pixel, µm
   * @return the changed parameters
   */
  public GridParams withTile(int widthPx, int heightPx, double pixelUm) {
    return new GridParams(
        widthPx,
        heightPx,
        pixelUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another number of tiles.
   *
   * @param rows tiles along y
   * @param columns tiles along x
   * @return the changed parameters
   */
  public GridParams withGrid(int rows, int columns) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another nominal overlap.
   *
   * @param value fraction of the tile's edge, [0, 0.9)
   * @return the changed parameters
   */
  public GridParams withOverlap(double value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        value,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another order of acquisition.
   *
   * @param value the order
   * @return the changed parameters
   */
  public GridParams withOrder(TileOrder value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        value,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another orientation of the camera.
   *
   * @param value what lays a camera image on the stage axes
   * @return the changed parameters
   */
  public GridParams withOrientation(Orientation value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        value,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another reported position of tile 0.
   *
   * @param xUm x, µm
   * @param yUm y, µm
   * @return the changed parameters
   */
  public GridParams withStageOrigin(double xUm, double yUm) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        xUm,
        yUm,
        stageErrorUm,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Another error of the stage.
   *
   * @param value σ by axis, µm
   * @return the changed parameters
   */
  public GridParams withStageErrorUm(double value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        value,
        raggednessUm,
        stageRotationRad);
  }

  /**
   * Reported positions off the regular grid.
   *
   * @param value largest deviation by axis, µm
   * @return the changed parameters
   */
  public GridParams withRaggednessUm(double value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        value,
        stageRotationRad);
  }

  /**
   * A stage turned against the camera.
   *
   * @param value angle, rad
   * @return the changed parameters
   */
  public GridParams withStageRotationRad(double value) {
    return new GridParams(
        tileWidthPx,
        tileHeightPx,
        pixelSizeUm,
        overlap,
        rows,
        columns,
        order,
        orientation,
        stageOriginXUm,
        stageOriginYUm,
        stageErrorUm,
        raggednessUm,
        value);
  }
}
