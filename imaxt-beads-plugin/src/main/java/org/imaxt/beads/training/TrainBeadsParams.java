package org.imaxt.beads.training;

import java.io.File;
import org.imaxt.core.algo.network.TrainingPlan;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link TrainBeadsJob}.
 *
 * @param input folder of images with labels or ROIs; empty to learn from phantoms
 * @param pixelSize edge of a pixel of the folder's images, µm; 0 with phantoms
 * @param pieces phantoms to learn from and to judge by
 * @param validationShare share of the images that is kept from training
 * @param epochs most rounds
 * @param steps steps a round
 * @param batch patches a step
 * @param patience rounds without a better validation loss after which training ends
 * @param seed seed of phantoms, split, weights, patches and variations
 * @param out model file to write
 */
public record TrainBeadsParams(
    @Param(
            label = "Labelled images",
            file = FileRole.INPUT_FOLDER,
            help =
                "Folder with TIFF files of equal names in images/ and in labels/ or masks/, or with"
                    + " ROIs of ImageJ beside each, a.zip or a.roi beside a.tif; left empty,"
                    + " phantoms are made.")
        File input,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Edge of a pixel of the folder's images; must be given with a folder, 0 without.")
        double pixelSize,
    @Param(
            label = "Phantoms",
            unit = "number",
            range = "[2, 1000]",
            help = "Pieces of sections made for training and validation, 2.3 mm a side each.")
        int pieces,
    @Param(
            label = "Validation share",
            unit = "fraction",
            range = "(0, 0.9]",
            help = "Share of the images that the network is judged by and never learns from.")
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
            label = "Patience",
            unit = "number",
            range = "[1, 10000]",
            help = "Training ends after so many epochs without a smaller validation loss.")
        int patience,
    @Param(
            label = "Seed",
            unit = "number",
            range = "[1, 1000000]",
            help = "Equal seeds give equal models on one machine with as many threads.")
        long seed,
    @Param(
            label = "Model file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "Zip file to write, for --model of beads.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public TrainBeadsParams {
    Require.inRange(
        TrainBeadsParams.class,
        input,
        pixelSize,
        pieces,
        validationShare,
        epochs,
        steps,
        batch,
        patience,
        seed,
        out);
  }

  /**
   * The defaults: what the bundled model was trained with.
   *
   * @return 160 phantoms, 60 epochs, seed 1
   */
  public static TrainBeadsParams defaults() {
    TrainingPlan plan = TrainingPlan.defaults(1);
    return new TrainBeadsParams(
        new File(""),
        0,
        160,
        0.15,
        plan.epochs(),
        plan.stepsPerEpoch(),
        plan.batchTiles(),
        plan.patience(),
        plan.seed(),
        new File(""));
  }

  /** Whether the images are made rather than read. */
  boolean fromPhantoms() {
    return input.getPath().isEmpty();
  }

  /** How long and how fast. */
  TrainingPlan plan() {
    TrainingPlan usual = TrainingPlan.defaults(seed);
    return new TrainingPlan(
        epochs, steps, batch, usual.patchPx(), usual.learningRate(), usual.decay(), patience, seed);
  }

  /** The command that trains alike on such a machine, but for the file it writes. */
  String command(int threads) {
    String source =
        fromPhantoms()
            ? "--pieces " + pieces
            : "--input %s --pixel-size %s".formatted(input.getName(), pixelSize);
    return ("imaxt train-beads %s --validation-share %s --epochs %s --steps %s --batch %s"
            + " --patience %s --seed %s --threads %s")
        .formatted(source, validationShare, epochs, steps, batch, patience, seed, threads);
  }
}
