package org.imaxt.beads.training;

import java.io.IOException;
import java.nio.file.Path;
import org.imaxt.core.algo.augment.Augmentation;
import org.imaxt.core.algo.network.ClassTargets;
import org.imaxt.core.algo.network.NetworkTraining;
import org.imaxt.core.algo.network.TrainingHistory;
import org.imaxt.core.algo.network.TrainingPlan;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TrainableNetwork;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.training.TrainingJobs;

/** Trains the network that finds beads, and writes it as a model file. */
@StageInfo(
    id = "train-beads",
    menu = "Plugins>IMAXT>Train Bead Network...",
    summary = "Trains the network that finds beads, on phantoms or on labelled images.",
    sample = StageInfo.SampleUse.NONE)
public final class TrainBeadsJob implements Job<TrainBeadsParams> {

  private static final String MODEL = "beads";
  private static final String MODEL_VERSION = "1";

  /** A job. */
  public TrainBeadsJob() {}

  @Override
  public TrainBeadsParams defaults() {
    return TrainBeadsParams.defaults();
  }

  @Override
  public Report run(TrainBeadsParams params, JobContext context) {
    Path out = TrainingJobs.out(params.out());
    if (params.fromPhantoms()) {
      TrainingJobs.engine(); // refuses before minutes of rendering
    }
    TrainingPlan plan = params.plan();
    Progress progress = context.progress();
    TrainingSet set = images(params, context, (long) plan.epochs() * plan.stepsPerEpoch());
    NetworkEngine engine = TrainingJobs.engine();
    NetworkTraining.Split split =
        NetworkTraining.split(set.images(), params.validationShare(), params.seed());
    NetworkShape shape = NetworkShape.standard(ClassTargets.CLASSES);
    int threads = context.executor().getParallelism();
    try (TrainableNetwork network = engine.create(shape, params.seed(), threads)) {
      TrainingHistory history =
          new NetworkTraining(split.training(), split.validation(), Augmentation.defaults(), plan)
              .run(network, TrainingJobs.watched(progress));
      ModelInfo info =
          new ModelInfo(
              MODEL,
              MODEL_VERSION,
              set.licence(),
              shape.tile(),
              set.scale(),
              new ModelInfo.Origin(
                  set.source() + "; " + params.command(threads),
                  params.seed(),
                  history.bestEpoch().number(),
                  history.bestEpoch().validationScore()));
      ModelFile.write(network, info, out);
      return report(history, split, set, out);
    } catch (IOException e) {
      throw new InputException("model %s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
  }

  private static TrainingSet images(TrainBeadsParams params, JobContext context, long steps) {
    if (params.fromPhantoms()) {
      if (params.pixelSize() != 0) {
        throw new InputException(
            "phantoms have pixels of %s µm, --pixel-size is for the images of --input, got %s"
                .formatted(PhantomSet.PIXEL_SIZE_UM, params.pixelSize()));
      }
      context.progress().total(steps + params.pieces());
      return PhantomSet.render(params.seed(), params.pieces(), context);
    }
    TrainingFolder folder = TrainingFolder.of(params.input().toPath());
    if (params.pixelSize() == 0) {
      throw new InputException(
          "the pixel size of the images in %s is not known; give --pixel-size in µm"
              .formatted(params.input()));
    }
    context.progress().total(steps);
    return folder.read(params.pixelSize(), context.progress());
  }

  private static Report report(
      TrainingHistory history, NetworkTraining.Split split, TrainingSet set, Path out) {
    Report report =
        Report.titled("Trained a bead network, written to " + out)
            .paragraph(
                "It learnt from %s; the weights are those of epoch %s of %s.",
                set.source(), history.bestEpoch().number(), history.epochs().size())
            .number("training images", split.training().size(), "")
            .number("validation images", split.validation().size(), "")
            .number("pixel size", set.scale().pixelSizeUm(), "µm")
            .number("bead radius", set.scale().objectRadiusPx(), "px");
    return TrainingJobs.curves(report, history);
  }
}
