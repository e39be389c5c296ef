package org.imaxt.beads.detect;

import java.io.File;
import org.imaxt.core.model.Modality;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link BeadsStage}.
 *
 * @param on what images to look at
 * @param channel channel to look in, from 1; 0 takes the one that shows beads best
 * @param radius usual radius of the beads, µm
 * @param layerThickness believed thickness of the imaged layer, µm
 * @param decayLength believed length over which emission falls to a tenth, µm
 * @param sectionThickness thickness of a section on its slide, µm; 0 for the acquisition's
 * @param fit what is fitted to the candidates
 * @param detector what looks for candidates
 * @param model model file of the network; empty for the bundled one
 * @param anyPixelSize whether the model may see pixels of another size than it knows
 */
public record BeadsParams(
    @Param(
            label = "On",
            help = "Images to look at: stpt the mosaics of the block, slides, imc the regions.")
        Modality on,
    @Param(
            label = "Channel",
            unit = "number",
            range = "[0, 64]",
            help = "Channel to look for beads in, counted from 1; 0 takes the one that shows most.")
        int channel,
    @Param(
            label = "Bead radius",
            unit = "µm",
            range = "[2, 500]",
            help =
                "Usual radius of the beads; those from an eighth of it to 1.4 times are looked for,"
                    + " so that caps and a second, smaller kind are found too.")
        double radius,
    @Param(
            label = "Layer thickness",
            unit = "µm",
            range = "[0.5, 200]",
            help =
                "Thickness of the layer that the laser excites in the block; where the fit begins,"
                    + " which then corrects it by some 20 %.")
        double layerThickness,
    @Param(
            label = "Decay length",
            unit = "µm",
            range = "[1, 10000]",
            help = "Depth of the block over which emission falls to a tenth; where the fit begins.")
        double decayLength,
    @Param(
            label = "Section thickness",
            unit = "µm",
            range = "[0, 200]",
            help =
                "Thickness of the sections that slides and regions show whole; 0 takes the"
                    + " acquisition's.")
        double sectionThickness,
    @Param(
            label = "Fit",
            help =
                "What is fitted: profile is the image of a sphere, super-gaussian a round hump,"
                    + " which is faster and knows nothing of radii, damage and what touches a bead.")
        FitChoice fit,
    @Param(
            label = "Detector",
            help =
                "What looks for candidates: unet is the network, classical needs no engine; auto"
                    + " takes the network where there is an engine for it, and what only the"
                    + " classical detector is sure of as well.")
        DetectorChoice detector,
    @Param(
            label = "Model",
            help = "Model file of the network, as train-beads writes it; empty: the bundled one.")
        File model,
    @Param(
            label = "Any pixel size",
            help =
                "Use the model although it is for pixels of another size: at the level at which"
                    + " beads of the usual radius are as large as the model's.")
        boolean anyPixelSize)
    implements StageParams {

  /** Checks the values. */
  public BeadsParams {
    Require.inRange(
        BeadsParams.class,
        on,
        channel,
        radius,
        layerThickness,
        decayLength,
        sectionThickness,
        fit,
        detector,
        model,
        anyPixelSize);
  }

  /**
   * The defaults.
   *
   * @return mosaics, best channel, 45 µm, 12 µm, 60 µm, the acquisition's section thickness, the
   *     profile, the bundled network where there is an engine
   */
  public static BeadsParams defaults() {
    return new BeadsParams(
        Modality.STPT,
        0,
        45,
        12,
        60,
        0,
        FitChoice.PROFILE,
        DetectorChoice.AUTO,
        new File(""),
        false);
  }

  /** What is asked for: who names a model wants the network. */
  DetectorChoice choice() {
    boolean named = !model.getPath().isEmpty();
    return named && detector == DetectorChoice.AUTO ? DetectorChoice.UNET : detector;
  }
}
