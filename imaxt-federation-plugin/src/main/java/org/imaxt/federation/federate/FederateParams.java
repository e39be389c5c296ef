package org.imaxt.federation.federate;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link FederateStage}.
 *
 * @param intensities whether small images are compared, too
 * @param coarsePixel size of their pixels, µm
 * @param bend whether a slide's own bending is followed
 * @param largestError largest expected error of a transform, µm
 */
public record FederateParams(
    @Param(
            label = "Intensities",
            help =
                "Whether small images of slide and block, or the nuclei of region and slide, are"
                    + " compared, too: auto does where beads alone leave the place open.")
        Intensities intensities,
    @Param(
            label = "Coarse pixel",
            unit = "µm",
            range = "[10, 500]",
            help = "Size of the pixels of these small images; some 80 on a side are enough.")
        double coarsePixel,
    @Param(
            label = "Follow bending",
            help =
                "Follow a slide's own smooth bending where beads left out of the fit are then met"
                    + " significantly better.")
        boolean bend,
    @Param(
            label = "Largest error",
            unit = "µm",
            range = "[1, 1000]",
            help =
                "A scan is refused if the error that is expected of its transform may be larger"
                    + " (upper end of the 95 % interval): few beads fix it badly.")
        double largestError)
    implements StageParams {

  /** Checks the values. */
  public FederateParams {
    Require.inRange(FederateParams.class, intensities, coarsePixel, bend, largestError);
  }

  /**
   * The defaults.
   *
   * @return intensities where needed, 80 µm, bending followed, 20 µm
   */
  public static FederateParams defaults() {
    return new FederateParams(Intensities.AUTO, 80, true, 20);
  }
}
