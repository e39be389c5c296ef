package org.imaxt.core.training;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.network.TrainingHistory;
import org.imaxt.core.algo.network.TrainingListener;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;

/** Parts of a job that trains a network. */
public final class TrainingJobs {

  private TrainingJobs() {}

  /**
   * The engine.
   *
   * @return the engine of this machine
   * @throws InputException if there is none
   */
  public static NetworkEngine engine() {
    try {
      return EngineLoader.engine();
    } catch (EngineAbsentException e) {
      throw new InputException("training needs the engine for networks: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses before hours of work what could not be written after them.
   *
   * @param file what {@code --out} names
   * @return the same, absolute
   * @throws InputException if it cannot be written
   */
  public static Path out(File file) {
    Path out = file.toPath().toAbsolutePath();
    if (Files.isDirectory(out) || !Files.isWritable(OutputFile.folder(out))) {
      throw new InputException("--out must name a file that can be written, got " + out);
    }
    return out;
  }

  /**
   * Tells progress of each step, and ends a training that is cancelled.
   *
   * @param progress progress of a job
   * @return what hears of the steps
   */
  public static TrainingListener watched(Progress progress) {
    return new TrainingListener() {
      @Override
      public void step(int epoch, int step, float loss) {
        progress.checkCancelled();
        progress.advance(1);
      }
    };
  }

  /**
   * Adds a training's numbers and curves to a report.
   *
   * @param report the report
   * @param history how the training went
   * @return the same report
   */
  public static Report curves(Report report, TrainingHistory history) {
    TrainingHistory.Epoch best = history.bestEpoch();
    List<TrainingHistory.Epoch> epochs = history.epochs();
    double[] numbers = column(epochs, TrainingHistory.Epoch::number);
    Plot.Series training =
        new Plot.Series("training", numbers, column(epochs, TrainingHistory.Epoch::trainingLoss));
    Plot.Series validation =
        new Plot.Series(
            "validation", numbers, column(epochs, TrainingHistory.Epoch::validationLoss));
    Plot.Series score =
        new Plot.Series(
            "validation", numbers, column(epochs, TrainingHistory.Epoch::validationScore));
    return report
        .number("validation score (Dice)", best.validationScore(), "")
        .number("validation loss", best.validationLoss(), "")
        .number("epochs", epochs.size(), "")
        .number("best epoch", best.number(), "")
        .image(
            "Learning curve: mean loss a pixel",
            Plot.xy(List.of(training, validation), "epoch", "loss", Plot.Style.LINES))
        .image(
            "Agreement with the labels of the validation images (Dice)",
            Plot.xy(List.of(score), "epoch", "score", Plot.Style.LINES));
  }

  private static double[] column(
      List<TrainingHistory.Epoch> epochs, ToDoubleFunction<TrainingHistory.Epoch> of) {
    return epochs.stream().mapToDouble(of).toArray();
  }
}
