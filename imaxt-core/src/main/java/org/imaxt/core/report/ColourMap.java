package org.imaxt.core.report;

/** Colours for numbers from 0 to 1. */
enum ColourMap {
  /** Black to white. */
  GREY(0x101830, 0x000000, 0xffffff),
  /** Dark blue over green to yellow: perceptually even, after matplotlib's viridis. */
  VIRIDIS(
      0xd0d0d0, 0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30,
      0xfde725);

  private final int unknown;
  private final int[] stops;

  ColourMap(int unknown, int... stops) {
    this.unknown = unknown;
    this.stops = stops;
  }

  int unknown() {
    return unknown;
  }

  /** 256 colours from 0 to 1. */
  int[] palette() {
    int[] palette = new int[256];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = rgb(i / 255.0);
    }
    return palette;
  }

  private int rgb(double value) {
    double at = Math.max(0, Math.min(1, value)) * (stops.length - 1);
    int i = Math.min(stops.length - 2, (int) at);
    double f = at - i;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = (1 - f) * (stops[i] >> shift & 255) + f * (stops[i + 1] >> shift & 255);
      rgb |= (int) Math.round(channel) << shift;
    }
    return rgb;
  }
}
