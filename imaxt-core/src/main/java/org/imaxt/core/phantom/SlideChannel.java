package org.imaxt.core.phantom;

/**
 * What was drawn for one channel of one slide. A pixel is offset + gain × Poisson(shading × (glow +
 * exposure × signal)) + read noise.
 *
 * @param name name in the file
 * @param exposure factor on all signals of the section
 * @param glowElectrons background of the glass in the middle of the slide, e⁻ a pixel
 * @param glowSlope relative change of the background across the slide, along x
 * @param shading loss at the corners of the scanner's fields
 * @param gainAduPerElectron gain, ADU/e⁻
 * @param offsetAdu offset, ADU
 * @param readNoiseAdu σ of the read noise, ADU
 */
public record SlideChannel(
    String name,
    double exposure,
    double glowElectrons,
    double glowSlope,
    double shading,
    double gainAduPerElectron,
    double offsetAdu,
    double readNoiseAdu) {

  /** Edge of the scanner's fields, px. */
  static final int FIELD_PX = 500;

  static SlideChannel draw(PhantomParams p, Draw draw, String name, long... id) {
    return new SlideChannel(
        name,
        draw.in(new Range(0.7, 1.3), "slide exposure " + name, id),
        draw.in(new Range(8, 22), "slide glow " + name, id),
        draw.within(0.4, "slide glow slope " + name, id),
        p.has(Effect.FLATFIELD) ? draw.in(new Range(0.01, 0.03), "slide shading " + name, id) : 0,
        draw.in(new Range(2, 5), "slide gain " + name, id),
        p.has(Effect.BIAS) ? draw.in(new Range(100, 300), "slide offset " + name, id) : 0,
        p.has(Effect.READ_NOISE) ? draw.in(new Range(4, 8), "slide read " + name, id) : 0);
  }

  /** Sensitivity at a pixel. */
  double sensitivity(int u, int v) {
    double a = (u % FIELD_PX + 0.5) * 2 / FIELD_PX - 1;
    double b = (v % FIELD_PX + 0.5) * 2 / FIELD_PX - 1;
    return 1 - shading * (a * a + b * b) / 2;
  }
}
