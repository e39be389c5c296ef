package org.imaxt.imc.measure;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ImcMeasureStage}.
 *
 * @param ring how far the ring about a nucleus reaches, µm
 * @param neighbourExpansion how far cells grow to find what lies beside them, µm
 * @param neighbourDistance largest distance between the middles of neighbours, µm
 */
public record ImcMeasureParams(
    @Param(
            label = "Ring",
            unit = "µm",
            range = "(0, 100]",
            help =
                "How far the ring about a nucleus reaches; where rings meet, a pixel belongs to the"
                    + " nearer nucleus. 3 µm is the cytoplasm that most cells have.")
        double ring,
    @Param(
            label = "Neighbour expansion",
            unit = "µm",
            range = "[0, 100]",
            help =
                "Cells are neighbours if they touch when each has grown by this much; 4 is the"
                    + " custom of steinbock at 1 µm a pixel.")
        double neighbourExpansion,
    @Param(
            label = "Neighbour distance",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Cells are near if their middles are no farther apart; 15 is about one and a half"
                    + " cells, the custom of steinbock.")
        double neighbourDistance)
    implements StageParams {

  /** Checks the values. */
  public ImcMeasureParams {
    Require.inRange(ImcMeasureParams.class, ring, neighbourExpansion, neighbourDistance);
  }

  /**
   * The defaults.
   *
   * @return parameters
   */
  public static ImcMeasureParams defaults() {
    return new ImcMeasureParams(3, 4, 15);
  }
}
