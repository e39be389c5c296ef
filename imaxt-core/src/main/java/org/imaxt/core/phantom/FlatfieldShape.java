package org.imaxt.core.phantom;

/**
 * Sensitivity across the field of one channel, camera frame: vignetting that loses {@code loss} at
 * the corner farthest from its centre, times a ripple of two waves.
 *
 * <p>With q = d²/d²max the vignetting is 1 − loss·(0.7 q + 0.3 q²); the ripple is 1 + a·(sin(2π(kx
 * u/W + ky v/H) + φ) + ½ sin(2π(ky u/W − kx v/H) + 2φ)). Not normalised: about 1 in the middle.
 *
 * @param widthPx width W of the camera image, px
 * @param heightPx height H of the camera image, px
 * @param loss loss at the darkest corner, 0 to 1
 * @param centreXPx brightest point, px
 * @param centreYPx brightest point, px
 * @param ripple amplitude a of the ripple
 * @param wavesX kx, cycles a field
 * @param wavesY ky, cycles a field
 * @param phaseRad φ, rad
 */
public record FlatfieldShape(
    int widthPx,
    int heightPx,
    double loss,
    double centreXPx,
    double centreYPx,
    double ripple,
    double wavesX,
    double wavesY,
    double phaseRad) {

  static FlatfieldShape draw(PhantomParams p, Draw draw, int channel) {
    int w = p.grid().tileWidthPx();
    int h = p.grid().tileHeightPx();
    boolean on = p.has(Effect.FLATFIELD);
    return new FlatfieldShape(
        w,
        h,
        on ? draw.in(p.optics().vignetting(), "vignetting", channel) : 0,
        w * (0.5 + draw.within(0.12, "vignetting x", channel)),
        h * (0.5 + draw.within(0.12, "vignetting y", channel)),
        on ? draw.in(p.optics().ripple(), "ripple", channel) : 0,
        draw.in(new Range(2, 5), "ripple x", channel),
        draw.in(new Range(1, 4), "ripple y", channel),
        2 * Math.PI * draw.uniform("ripple phase", channel));
  }

  /**
   * Sensitivity at a point.
   *
   * @param u x in the camera image, px; the centre of pixel i is i + 0.5
   * @param v y in the camera image, px
   * @return sensitivity, positive, about 1
   */
  public double at(double u, double v) {
    double farX = Math.max(centreXPx, widthPx - centreXPx);
    double farY = Math.max(centreYPx, heightPx - centreYPx);
    double dx = u - centreXPx;
    double dy = v - centreYPx;
    double q = (dx * dx + dy * dy) / (farX * farX + farY * farY);
    double a = u / widthPx;
    double b = v / heightPx;
    double waves =
        Math.sin(2 * Math.PI * (wavesX * a + wavesY * b) + phaseRad)
            + 0.5 * Math.sin(2 * Math.PI * (wavesY * a - wavesX * b) + 2 * phaseRad);
    return (1 - loss * (0.7 * q + 0.3 * q * q)) * (1 + ripple * waves);
  }

  /**
   * The whole field at the centres of the pixels.
   *
   * @return rows from top to bottom, camera frame, (x, y)
   */
  public float[] render() {
    float[] image = new float[widthPx * heightPx];
    for (int v = 0; v < heightPx; v++) {
      for (int u = 0; u < widthPx; u++) {
        image[v * widthPx + u] = (float) at(u + 0.5, v + 0.5);
      }
    }
    return image;
  }
}
