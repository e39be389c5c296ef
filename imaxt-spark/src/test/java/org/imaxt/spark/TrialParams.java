package org.imaxt.spark;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link TrialStage}.
 *
 * @param units number of units
 * @param sections number of sections, each with as many units
 * @param trouble what happens to the middle one of the first section
 */
public record TrialParams(
    @Param(label = "Units", unit = "units", range = "[1, 100000]", help = "How many units.")
        int units,
    @Param(label = "Sections", unit = "sections", range = "[1, 999]", help = "How many sections.")
        int sections,
    @Param(label = "Trouble", help = "What happens to the middle one.") Trouble trouble)
    implements StageParams {

  /** Refuses values out of range. */
  public TrialParams {
    Require.inRange(TrialParams.class, units, sections, trouble);
  }
}
