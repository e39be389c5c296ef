package org.imaxt.core.algo.stitch;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.model.Orientation;

/** Camera images laid on the stage axes. */
public final class TurnedView {

  private TurnedView() {}

  /**
   * Turns a camera image, lazily.
   *
   * @param camera camera image, (x, y)
   * @param orientation what has to be done to it
   * @return view from (0, 0), as wide as the camera image is high if the axes are exchanged
   */
  public static RandomAccessibleInterval<FloatType> of(
      RandomAccessibleInterval<FloatType> camera, Orientation orientation) {
    RandomAccessibleInterval<FloatType> view = camera;
    if (orientation.swapsAxes()) {
      view = Views.permute(view, 0, 1);
    }
    if (orientation.mirrorsX()) {
      view = Views.invertAxis(view, 0);
    }
    if (orientation.mirrorsY()) {
      view = Views.invertAxis(view, 1);
    }
    return Views.zeroMin(view);
  }
}
