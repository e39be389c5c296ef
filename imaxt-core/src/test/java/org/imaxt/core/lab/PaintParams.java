package org.imaxt.core.lab;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link PaintStage}.
 *
 * @param brightness value of all pixels, ADU
 * @param planes number of sections to paint
 */
public record PaintParams(
    @Param(
            label = "Brightness",
            unit = "ADU",
            range = "[1, 1000]",
            help = "Value of all pixels; 7 is easy to recognise.")
        int brightness,
    @Param(label = "Planes", unit = "sections", range = "[1, 99]", help = "How many sections.")
        int planes)
    implements StageParams {

  /** Refuses values out of range. */
  public PaintParams {
    Require.inRange(PaintParams.class, brightness, planes);
  }
}
