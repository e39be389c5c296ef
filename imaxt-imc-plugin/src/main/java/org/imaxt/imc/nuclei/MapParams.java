package org.imaxt.imc.nuclei;

import static org.imaxt.core.stage.Require.require;

import org.imaxt.core.algo.network.WindowedPrediction;

/**
 * How maps are made.
 *
 * @param windowPx edge of a window, px
 * @param stridePx distance between windows, px; smaller ones look at each place more often
 * @param diameterPx diameter of the image's nuclei, px; 0 to estimate it in fluorescence images,
 *     and to take those of mass cytometry as they are
 */
public record MapParams(int windowPx, int stridePx, double diameterPx) {

  /** Refuses what no window is. */
  public MapParams {
    require(
        windowPx >= 64 && windowPx <= 4096 && windowPx % 16 == 0,
        "windows must be multiples of 16 from 64 to 4096 px, got %s",
        windowPx);
    require(
        stridePx >= 1 && stridePx <= windowPx,
        "the stride must lie in 1 to the window's %s px, got %s",
        windowPx,
        stridePx);
    require(
        diameterPx == 0
            || diameterPx >= NucleusDiameter.LEAST_PX && diameterPx <= NucleusDiameter.MOST_PX,
        "the diameter must be 0 or lie in %s to %s px, got %s",
        NucleusDiameter.LEAST_PX,
        NucleusDiameter.MOST_PX,
        diameterPx);
  }

  /**
   * The defaults.
   *
   * @return windows of 512 px every 384 px
   */
  public static MapParams defaults() {
    return new MapParams(WindowedPrediction.WINDOW_PX, WindowedPrediction.STRIDE_PX, 0);
  }

  /**
   * The same with another stride.
   *
   * @param value distance between windows, px
   * @return the changed parameters
   */
  public MapParams withStridePx(int value) {
    return new MapParams(windowPx, value, diameterPx);
  }

  /**
   * The same with another diameter.
   *
   * @param value diameter of the image's nuclei, px; 0 as the record says
   * @return the changed parameters
   */
  public MapParams withDiameterPx(double value) {
    return new MapParams(windowPx, stridePx, value);
  }
}
