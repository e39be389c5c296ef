package org.imaxt.spark;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link TrialStage}.
 *
 * @param units number of units
 * @param trouble what happens to the middle one
 */
public record TrialParams(
    @Param(label = "Units", unit = "units", range = "[1, 100000]", help = "How many units.")
        int units,
    @Param(label = "Trouble", help = "What happens to the middle one.") Trouble trouble)
    implements StageParams {

  /** Refuses values out of range. */
  public TrialParams {
    Require.inRange(TrialParams.class, units, trouble);
  }
}
