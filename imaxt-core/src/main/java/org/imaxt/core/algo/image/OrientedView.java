package org.imaxt.core.algo.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.view.Views;
import org.imaxt.core.model.Orientation;

/** Camera images turned on to the stage axes without copying. */
public final class OrientedView {

  private OrientedView() {}

  /**
   * Turns an image.
   *
   * @param camera image in the camera frame, (x, y), any minimum
   * @param orientation how it lies on the stage axes
   * @param <T> pixel type
   * @return lazy view (x, y) with its minimum at (0, 0)
   */
  public static <T> RandomAccessibleInterval<T> of(
      RandomAccessibleInterval<T> camera, Orientation orientation) {
    RandomAccessibleInterval<T> view =
        orientation.swapsAxes() ? Views.permute(camera, 0, 1) : camera;
    view = orientation.mirrorsX() ? Views.invertAxis(view, 0) : view;
    view = orientation.mirrorsY() ? Views.invertAxis(view, 1) : view;
    return Views.zeroMin(view);
  }
}
