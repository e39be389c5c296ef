package org.imaxt.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.StoreException;

/** Writes a small value a unit, and lets one of them meet with trouble. */
@StageInfo(
    id = "lab trial",
    menu = "Plugins>IMAXT>Lab>Trial...",
    summary = "Writes a small value a unit.",
    sample = StageInfo.SampleUse.CREATE)
public final class TrialStage implements Stage<TrialParams, TrialStage.Trial, TrialStage.Trial> {

  /** Where the values lie. */
  static final String FOLDER = "lab/trial";

  private static final int FAILURES = 2;
  private static final int PAUSE_MS = 150;
  private static final int MOMENT_MS = 15;
  private static final long LARGE_BYTES = 200L << 20;
  private static final int LOST = 77; // exit code of a process that is lost

  /**
   * A unit.
   *
   * @param number from 0, over all sections
   */
  public record Trial(int number) implements Serializable {}

  /** The stage, as the registry makes it. */
  public TrialStage() {}

  @Override
  public TrialParams defaults() {
    return new TrialParams(10, 1, Trouble.NONE);
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(TrialParams params) {
    return new Footprint(List.of(), List.of(), List.of(FOLDER));
  }

  @Override
  public List<Output> outputs(TrialParams params, Selection selection, Sample sample) {
    return IntStream.rangeClosed(1, params.sections())
        .mapToObj(s -> new Output(name(s), s, List.of(), new TreeMap<>(), List.of(folder(s))))
        .toList();
  }

  private static String name(int section) {
    return "S%03d".formatted(section);
  }

  private static String folder(int section) {
    return FOLDER + "/" + name(section);
  }

  @Override
  public List<Trial> plan(TrialParams params, Output output, int phase, Sample sample) {
    int first = (output.section() - 1) * params.units();
    return IntStream.range(first, first + params.units()).mapToObj(Trial::new).toList();
  }

  @Override
  public long memoryBytes(TrialParams params, Trial unit) {
    return params.trouble() == Trouble.LARGE ? LARGE_BYTES : 1 << 20;
  }

  @Override
  public Trial process(TrialParams params, Trial unit, Sample sample, Progress progress) {
    if (unit.number() == params.units() / 2) {
      meet(params.trouble(), sample);
    }
    switch (params.trouble()) {
      case SLOW -> SparkExecutor.pause(PAUSE_MS);
      case BRISK -> SparkExecutor.pause(MOMENT_MS);
      default -> {}
    }
    if (params.trouble() != Trouble.NONE) {
      byte[] value = "unit %d".formatted(unit.number()).getBytes(StandardCharsets.UTF_8);
      int section = unit.number() / params.units() + 1;
      sample.store().write(folder(section) + "/" + unit.number(), value);
    }
    return unit;
  }

  private static void meet(Trouble trouble, Sample sample) {
    switch (trouble) {
      case IO_TWICE -> {
        if (attempt(sample) < FAILURES) {
          throw new StoreException("write", FOLDER, new IOException("made by the test"));
        }
      }
      case LOST_ONCE -> {
        if (attempt(sample) == 0) {
          Runtime.getRuntime().halt(LOST);
        }
      }
      case LOST_ALWAYS -> Runtime.getRuntime().halt(LOST);
      case MEMORY -> exhaust();
      default -> {}
    }
  }

  /** How often the unit was begun before, as the sample remembers. */
  private static int attempt(Sample sample) {
    int before = sample.store().list("attempts").size();
    sample.store().write("attempts/" + before, new byte[1]);
    return before;
  }

  private static void exhaust() {
    List<long[]> all = new ArrayList<>();
    while (true) {
      all.add(new long[1 << 24]);
    }
  }

  @Override
  public void finish(TrialParams params, Output output, List<Trial> results, Sample sample) {
    byte[] all = results.toString().getBytes(StandardCharsets.UTF_8);
    sample.store().write(folder(output.section()) + "/done", all);
  }

  @Override
  public Report report(TrialParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Trial of %d units".formatted(params.units()));
  }
}
