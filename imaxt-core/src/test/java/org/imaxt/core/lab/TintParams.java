package org.imaxt.core.lab;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link TintStage}.
 *
 * @param shift added to all pixels, ADU
 */
public record TintParams(
    @Param(label = "Shift", unit = "ADU", range = "[0, 100]", help = "Added to all pixels.")
        double shift)
    implements StageParams {

  /** Refuses values out of range. */
  public TintParams {
    Require.inRange(TintParams.class, shift);
  }
}
