package org.imaxt.federation.slides;

import java.util.Locale;
import org.imaxt.core.stage.InputException;

/** Which pixel size a slide has. */
final class PixelSizes {

  /** Relative difference of width and height of a pixel beyond which it is no square. */
  private static final double MOST_ANISOTROPY = 1e-3;

  private static final double LARGEST_UM = 1000;

  private PixelSizes() {}

  /** Refuses a slide whose pixel size is not known. */
  static void require(Slide slide, SlidesParams params) {
    if (params.pixelSize() > 0) {
      return;
    }
    if (slide.pixelXUm().isEmpty()) {
      throw new InputException(
          "%s: it does not say how large its pixels are; give --pixel-size in µm"
              .formatted(slide.file()));
    }
    double x = slide.pixelXUm().get();
    double y = slide.pixelYUm().orElse(x);
    for (double um : new double[] {x, y}) {
      if (!(um > 0 && um <= LARGEST_UM)) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "%s: a pixel must be more than 0 and at most %s µm wide, it says %s µm; give"
                    + " --pixel-size",
                slide.file(),
                LARGEST_UM,
                um));
      }
    }
    if (Math.abs(x - y) > MOST_ANISOTROPY * Math.min(x, y)) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: pixels must be square within 0.1 %%, they are %s x %s µm; save it with square"
                  + " pixels, or give --pixel-size if it is wrong",
              slide.file(),
              x,
              y));
    }
  }

  /** Edge length of a pixel, µm. */
  static double of(Slide slide, SlidesParams params) {
    if (params.pixelSize() > 0) {
      return params.pixelSize();
    }
    double x = slide.pixelXUm().orElseThrow();
    return (x + slide.pixelYUm().orElse(x)) / 2;
  }
}
