package org.imaxt.imc.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.network.NetworkTraining;
import org.imaxt.core.algo.network.Targets;
import org.imaxt.core.algo.network.TrainingHistory;
import org.imaxt.core.algo.network.TrainingPlan;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TrainableNetwork;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.training.TrainingJobs;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.NucleusNetwork;

/** Trains a network that finds nuclei, writes it as a model file, and tests it. */
@StageInfo(
    id = "train-nuclei",
    menu = "Plugins>IMAXT>Train Nuclei Network...",
    summary = "Trains a network that finds nuclei, on phantoms and labelled images, and tests it.",
    sample = StageInfo.SampleUse.NONE)
public final class TrainNucleiJob implements Job<TrainNucleiParams> {

  private static final String MODEL_VERSION = "1";

  /** The labelled images are CC0, phantoms are ours. */
  private static final String LICENCE = "BSD-2-Clause";

  /** The usual distance between windows, and for regions that of Dice-XMBD's finest maps too. */
  private static final List<Integer> STRIDES = List.of(384);

  private static final List<Integer> STRIDES_OF_REGIONS = List.of(384, 50);

  /** Regions of phantoms that the imc model is tested on. */
  private static final int TEST_REGIONS = 3;

  /** A job. */
  public TrainNucleiJob() {}

  @Override
  public TrainNucleiParams defaults() {
    return TrainNucleiParams.defaults();
  }

  @Override
  public Report run(TrainNucleiParams params, JobContext context) {
    Path out = TrainingJobs.out(params.out());
    NucleiFolder folder = NucleiFolder.of(params.nuclei().toPath());
    TrainingJobs.engine(); // refuses before minutes of rendering
    NucleiFolder.Split split = folder.split(params.testShare(), params.split());
    TrainingPlan plan = params.plan();
    int tested = params.model() == NucleusModel.IMC ? TEST_REGIONS : split.test().size();
    context.progress().total((long) plan.epochs() * plan.stepsPerEpoch() + tested);
    TrainingImages images = new TrainingImages(params, context.executor());
    List<LabelledImage> all = images.of(split.training().stream().map(folder::read).toList());
    NetworkTraining.Split parts =
        NetworkTraining.split(all, params.validationShare(), params.seed());
    TrainingHistory history = train(params, context, parts, out);
    Report report = report(params, history, parts, split, out);
    return test(params, context, folder, split, out, report);
  }

  private static TrainingHistory train(
      TrainNucleiParams params, JobContext context, NetworkTraining.Split parts, Path out) {
    Targets targets = NucleusTargets.of(params.model());
    NetworkShape shape = Recipe.shape(params.model());
    int threads = context.executor().getParallelism();
    try (TrainableNetwork network = TrainingJobs.engine().create(shape, params.seed(), threads)) {
      TrainingHistory history =
          new NetworkTraining(
                  parts.training(),
                  parts.validation(),
                  targets,
                  Recipe.augmentation(params.model()),
                  params.plan())
              .run(network, TrainingJobs.watched(context.progress()));
      ModelInfo.Origin origin =
          new ModelInfo.Origin(
              Recipe.source(params) + "; " + params.command(threads),
              params.seed(),
              history.bestEpoch().number(),
              history.bestEpoch().validationScore());
      String name = "nuclei-" + params.model().name().toLowerCase(java.util.Locale.ROOT);
      ModelInfo info =
          new ModelInfo(
              name, MODEL_VERSION, LICENCE, shape.tile(), Recipe.scale(params.model()), origin);
      ModelFile.write(network, info, out);
      return history;
    } catch (IOException e) {
      throw new InputException("model %s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
  }

  private static Report report(
      TrainNucleiParams params,
      TrainingHistory history,
      NetworkTraining.Split parts,
      NucleiFolder.Split split,
      Path out) {
    Report report =
        Report.titled("Trained a network of nuclei, written to " + out)
            .paragraph(
                "It learnt from %s; the weights are those of epoch %s of %s.",
                Recipe.source(params), history.bestEpoch().number(), history.epochs().size())
            .number("training images", parts.training().size(), "")
            .number("validation images", parts.validation().size(), "")
            .number("labelled images that no training saw", split.test().size(), "");
    TrainingJobs.curves(report, history);
    return report.table(
        "Labelled images that no training saw",
        List.of("name"),
        split.test().stream().map(List::of).toList());
  }

  private static Report test(
      TrainNucleiParams params,
      JobContext context,
      NucleiFolder folder,
      NucleiFolder.Split split,
      Path out,
      Report report) {
    int threads = context.executor().getParallelism();
    boolean isImc = params.model() == NucleusModel.IMC;
    ModelTest test = new ModelTest(isImc ? STRIDES_OF_REGIONS : STRIDES);
    try (NucleusNetwork network = NucleusNetwork.of(params.model(), out.toFile(), threads)) {
      for (int i = 0; i < (isImc ? TEST_REGIONS : split.test().size()); i++) {
        context.progress().checkCancelled();
        if (isImc) {
          test.add(network, ModelTest.FIRST_SEED + i);
        } else {
          test.add(network, folder.read(split.test().get(i)));
        }
        context.progress().advance(1);
      }
    }
    return test.table(
        report,
        isImc
            ? "Nuclei in regions of phantoms of seeds from " + ModelTest.FIRST_SEED
            : "Nuclei in the images that no training saw, diameters estimated");
  }
}
