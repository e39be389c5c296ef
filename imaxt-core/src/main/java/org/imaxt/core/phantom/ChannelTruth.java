package org.imaxt.core.phantom;

/**
 * What was drawn for one channel. Expected electrons of a pixel are flatfield × emission + stray
 * light + dark; the value is bias + gain × electrons + read noise.
 *
 * @param channel channel, from 1
 * @param tissueElectrons mean signal of the tissue, e⁻ a pixel
 * @param beadElectrons signal of a bead of amplitude 1 that fills the layer, e⁻ a pixel
 * @param agaroseElectrons signal of the agarose, e⁻ a pixel
 * @param textureAngleRad mixture of the two textures, rad
 * @param gainAduPerElectron gain, ADU/e⁻
 * @param darkElectrons dark, e⁻ a pixel
 * @param biasAdu offset, ADU
 * @param readNoiseAdu σ of the read noise, ADU
 * @param flatfield sensitivity across the field
 * @param strayElectrons stray light at the left edge, e⁻ a pixel
 * @param strayLengthPx distance over which it falls by e, px
 */
public record ChannelTruth(
    int channel,
    double tissueElectrons,
    double beadElectrons,
    double agaroseElectrons,
    double textureAngleRad,
    double gainAduPerElectron,
    double darkElectrons,
    double biasAdu,
    double readNoiseAdu,
    FlatfieldShape flatfield,
    double strayElectrons,
    double strayLengthPx) {

  /** Channel 1: tissue strong, beads weak; 2: both; 3 and 4: in between; then over again. */
  private static final double[][] WEIGHTS = {
    {1, 0.2, 0}, {0.7, 1, 0.7}, {0.85, 0.6, 0.3}, {0.8, 0.4, 0.5}
  };

  static ChannelTruth draw(PhantomParams p, Draw draw, int channel) {
    double[] w = WEIGHTS[(channel - 1) % WEIGHTS.length];
    double tissue = w[0] * draw.in(p.specimen().tissueSignal(), "tissue signal");
    double stray = draw.in(p.optics().stray(), "stray", channel);
    return new ChannelTruth(
        channel,
        tissue,
        w[1] * draw.in(p.specimen().beadSignal(), "bead signal"),
        tissue * draw.in(new Range(0.03, 0.06), "agarose", channel),
        w[2],
        draw.in(p.detector().gain(), "gain", channel),
        p.has(Effect.DARK) ? draw.in(p.detector().darkElectrons(), "dark", channel) : 0,
        p.has(Effect.BIAS) ? p.detector().biasAdu() : 0,
        p.has(Effect.READ_NOISE) ? p.detector().readNoiseAdu() : 0,
        FlatfieldShape.draw(p, draw, channel),
        p.has(Effect.STRAY_LIGHT) ? tissue * stray : 0,
        p.grid().tileWidthPx() * draw.in(p.optics().strayLength(), "stray length", channel));
  }
}
