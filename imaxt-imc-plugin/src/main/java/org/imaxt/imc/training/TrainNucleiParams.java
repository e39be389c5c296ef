package org.imaxt.imc.training;

import java.io.File;
import org.imaxt.core.algo.network.TrainingPlan;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.imc.nuclei.NucleusModel;

/**
 * Parameters of {@link TrainNucleiJob}.
 *
 * @param model for which images
 * @param nuclei folder of labelled fluorescence images
 * @param regions regions of phantoms to learn from
 * @param testShare share of the labelled images that no training sees
 * @param split seed of that choice
 * @param validationShare share of the images that is kept from training to judge by
 * @param epochs most rounds
 * @param steps steps a round
 * @param batch patches a step
 * @param decay how the length of steps falls
 * @param patience rounds without a better validation loss after which training ends
 * @param seed seed of phantoms, weights, patches and variations
 * @param out model file to write
 */
public record TrainNucleiParams(
    @Param(
            label = "Model",
            help = "imc: regions of mass cytometry; fluorescence: images of stained nuclei.")
        NucleusModel model,
    @Param(
            label = "Labelled nuclei",
            required = true,
            file = FileRole.INPUT_FOLDER,
            help =
                "Folder with TIFF or PNG files of equal names in image/ and label/, such as those of"
                    + " the 2018 Data Science Bowl.")
        File nuclei,
    @Param(
            label = "Regions",
            unit = "number",
            range = "[1, 1000]",
            help = "Regions of phantoms made for the imc model, an image each.")
        int regions,
    @Param(
            label = "Test share",
            unit = "fraction",
            range = "(0, 0.9]",
            help = "Share of the labelled images that training never sees.")
        double testShare,
    @Param(
            label = "Split",
            unit = "number",
            range = "[1, 1000000]",
            help = "Seed of the choice of the images that training never sees.")
        long split,
    @Param(
            label = "Validation share",
            unit = "fraction",
            range = "(0, 0.9]",
            help = "Share of the other images that the network is judged by and never learns from.")
        double validationShare,
    @Param(
            label = "Epochs",
            unit = "number",
            range = "[1, 10000]",
            help = "Most rounds of training; each ends with a look at the validation images.")
        int epochs,
    @Param(
            label = "Steps an epoch",
            unit = "number",
            range = "[1, 10000]",
            help = "Steps of a round; a step learns from one batch of patches.")
        int steps,
    @Param(
            label = "Batch",
            unit = "number",
            range = "[1, 256]",
            help = "Patches of 128 x 128 px a step.")
        int batch,
    @Param(
            label = "Decay",
            help =
                "How the length of steps falls: halved where the validation loss stands still, or"
                    + " along a cosine, to nothing in the last epoch.")
        TrainingPlan.Decay decay,
    @Param(
            label = "Patience",
            unit = "number",
            range = "[1, 10000]",
            help = "Training ends after so many epochs without a smaller validation loss.")
        int patience,
    @Param(
            label = "Seed",
            unit = "number",
            range = "[1, 8]",
            help =
                "Equal seeds give equal models on one machine with as many threads; phantoms of"
                    + " seed 9000 and beyond are for tests.")
        long seed,
    @Param(
            label = "Model file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "Zip file to write.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public TrainNucleiParams {
    Require.inRange(
        TrainNucleiParams.class,
        model,
        nuclei,
        regions,
        testShare,
        split,
        validationShare,
        epochs,
        steps,
        batch,
        decay,
        patience,
        seed,
        out);
  }

  /**
   * The defaults: what the bundled imc model was trained with; fluorescence took 50 epochs.
   *
   * @return the imc model, 120 regions, a fifth of the images for tests, 40 epochs, seed 1
   */
  public static TrainNucleiParams defaults() {
    TrainingPlan plan = TrainingPlan.defaults(1);
    return new TrainNucleiParams(
        NucleusModel.IMC,
        new File(""),
        120,
        0.2,
        1,
        0.1,
        40,
        plan.stepsPerEpoch(),
        plan.batchTiles(),
        plan.decay(),
        9,
        plan.seed(),
        new File(""));
  }

  /** How long and how fast. */
  TrainingPlan plan() {
    TrainingPlan usual = TrainingPlan.defaults(seed);
    return new TrainingPlan(
        epochs, steps, batch, usual.patchPx(), usual.learningRate(), decay, patience, seed);
  }

  /** The command that trains alike on such a machine, but for the file it writes. */
  String command(int threads) {
    String made = model == NucleusModel.IMC ? " --regions " + regions : "";
    return ("imaxt train-nuclei --model %s --nuclei %s%s --test-share %s --split %s"
            + " --validation-share %s --epochs %s --steps %s --batch %s --decay %s --patience %s --seed %s"
            + " --threads %s")
        .formatted(
            model.name().toLowerCase(java.util.Locale.ROOT),
            nuclei.getName(),
            made,
            testShare,
            split,
            validationShare,
            epochs,
            steps,
            batch,
            decay.name().toLowerCase(java.util.Locale.ROOT),
            patience,
            seed,
            threads);
  }
}
