package org.imaxt.core.algo.network;

/**
 * One axis of an image covered by windows of equal length that overlap.
 *
 * @param length length of the image, px
 * @param window length of a window, px
 * @param stride distance between the starts of windows, px; less before the last one
 * @param last index of the last window
 * @param start first pixel of the first window, px, negative
 * @param ramp px over which a window's weight rises from its end
 */
record WindowPlan(long length, int window, int stride, int last, long start, int ramp) {

  static WindowPlan of(long length, int window, int stride, int multiple) {
    int border = up(TilePlan.BORDER_PX, multiple);
    long all = length + 2L * border;
    int edge = Math.min(window, up(all, multiple));
    int last = (int) Math.max(0, (all - edge + stride - 1) / stride);
    int ramp = Math.max(1, Math.min(edge - Math.min(stride, edge), edge / 2));
    return new WindowPlan(length, edge, stride, last, -border, ramp);
  }

  private static int up(long value, int multiple) {
    return Math.toIntExact((value + multiple - 1) / multiple * multiple);
  }

  /** First pixel of a window. */
  long from(int index) {
    long end = Math.max(start + window, length - start);
    return Math.min(start + (long) index * stride, end - window);
  }

  /** First pixel that later windows alter still; the image's end after the last one. */
  long done(int index) {
    return index == last ? length : Math.max(0, Math.min(length, from(index + 1)));
  }

  /** Weight of a pixel of a window: least at its ends, where the network sees least. */
  float weight(int at) {
    return Math.min(ramp, Math.min(at + 1, window - at)) / (float) ramp;
  }

  /** Sum of the weights of all windows at a pixel. */
  float total(long pixel) {
    float sum = 0;
    int first = (int) Math.max(0, Math.min(last, (pixel - start - window) / stride));
    for (int i = first; i <= last && from(i) <= pixel; i++) {
      long at = pixel - from(i);
      sum += at < window ? weight((int) at) : 0;
    }
    return sum;
  }
}
