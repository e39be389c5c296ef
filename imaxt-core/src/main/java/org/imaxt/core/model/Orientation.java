package org.imaxt.core.model;

import java.util.Locale;

/**
 * One of the eight ways in which a camera image can lie on the stage axes: an optional exchange of
 * the two axes, followed by an optional mirroring of each.
 *
 * <p>For a camera image of {@code width × height} px the turned image holds at {@code (x, y)} the
 * camera pixel {@code (sourceX(x, y, …), sourceY(x, y, …))}; see {@link #cameraX} and {@link
 * #cameraY}. The constants are named by what has to be done to the camera image to lay it on the
 * stage axes (x to the right, y down).
 */
public enum Orientation {
  /** The camera image as it is. */
  IDENTITY(false, false, false),
  /** Mirrored left to right. */
  FLIP_X(false, true, false),
  /** Mirrored up to down. */
  FLIP_Y(false, false, true),
  /** Turned by half a turn. */
  ROTATE_180(false, true, true),
  /** Axes exchanged: mirrored at the main diagonal. */
  TRANSPOSE(true, false, false),
  /** Turned by a quarter turn clockwise, as seen with y down. */
  ROTATE_90(true, true, false),
  /** Turned by a quarter turn counter-clockwise, as seen with y down. */
  ROTATE_270(true, false, true),
  /** Mirrored at the other diagonal. */
  TRANSVERSE(true, true, true);

  private final boolean swaps;
  private final boolean mirrorsX;
  private final boolean mirrorsY;

  Orientation(boolean swaps, boolean mirrorsX, boolean mirrorsY) {
    this.swaps = swaps;
    this.mirrorsX = mirrorsX;
    this.mirrorsY = mirrorsY;
  }

  /**
   * Whether the turned image has the camera's height as its width.
   *
   * @return true for the four that exchange the axes
   */
  public boolean swapsAxes() {
    return swaps;
  }

  /**
   * Whether the turned image is mirrored along its x axis, after any exchange of the axes.
   *
   * @return true if x runs backwards
   */
  public boolean mirrorsX() {
    return mirrorsX;
  }

  /**
   * Whether the turned image is mirrored along its y axis, after any exchange of the axes.
   *
   * @return true if y runs backwards
   */
  public boolean mirrorsY() {
    return mirrorsY;
  }

  /**
   * Width of the turned image.
   *
   * @param cameraWidth width of the camera image, px
   * @param cameraHeight height of the camera image, px
   * @return width after turning, px
   */
  public int width(int cameraWidth, int cameraHeight) {
    return swaps ? cameraHeight : cameraWidth;
  }

  /**
   * Height of the turned image.
   *
   * @param cameraWidth width of the camera image, px
   * @param cameraHeight height of the camera image, px
   * @return height after turning, px
   */
  public int height(int cameraWidth, int cameraHeight) {
    return swaps ? cameraWidth : cameraHeight;
  }

  /**
   * Camera x of a point of the turned image. Coordinates are continuous, with pixel i covering [i,
   * i + 1): the centre of pixel i is i + 0.5.
   *
   * @param x x in the turned image, px
   * @param y y in the turned image, px
   * @param cameraWidth width of the camera image, px
   * @param cameraHeight height of the camera image, px
   * @return x in the camera image, px
   */
  public double cameraX(double x, double y, int cameraWidth, int cameraHeight) {
    return swaps ? (mirrorsY ? cameraWidth - y : y) : (mirrorsX ? cameraWidth - x : x);
  }

  /**
   * Camera y of a point of the turned image; see {@link #cameraX}.
   *
   * @param x x in the turned image, px
   * @param y y in the turned image, px
   * @param cameraWidth width of the camera image, px
   * @param cameraHeight height of the camera image, px
   * @return y in the camera image, px
   */
  public double cameraY(double x, double y, int cameraWidth, int cameraHeight) {
    return swaps ? (mirrorsX ? cameraHeight - x : x) : (mirrorsY ? cameraHeight - y : y);
  }

  /**
   * The orientation that undoes this one.
   *
   * @return the inverse
   */
  public Orientation inverse() {
    return switch (this) {
      case ROTATE_90 -> ROTATE_270;
      case ROTATE_270 -> ROTATE_90;
      default -> this;
    };
  }

  /**
   * The name used in options and documents.
   *
   * @return for example {@code rotate-90}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
