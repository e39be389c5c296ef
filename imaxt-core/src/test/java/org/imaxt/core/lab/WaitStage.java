package org.imaxt.core.lab;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Makes its first section at once, and works on the second until it is cancelled. */
@StageInfo(
    id = "lab wait",
    menu = "Plugins>IMAXT>Lab>Wait...",
    summary = "Works until it is cancelled.",
    sample = StageInfo.SampleUse.CREATE)
public final class WaitStage implements Stage<NoParams, Patch, Patch> {

  /** A test whose cancellation is lost fails after this time instead of hanging. */
  private static final long PATIENCE_SECONDS = 30;

  /** The stage, as the registry makes it. */
  public WaitStage() {}

  @Override
  public NoParams defaults() {
    return new NoParams();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(NoParams params) {
    return new Footprint(List.of(), List.of(), List.of("lab/wait"));
  }

  @Override
  public List<Output> outputs(NoParams params, Selection selection, Sample sample) {
    return Patch.outputs("lab/wait", 2, selection, "");
  }

  @Override
  public List<Patch> plan(NoParams params, Output output, int phase, Sample sample) {
    return List.of(new Patch("lab/wait", output.section()));
  }

  @Override
  public Patch process(NoParams params, Patch unit, Sample sample, Progress progress) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (unit.section() == 2 && System.nanoTime() < end) {
      progress.checkCancelled();
      Thread.onSpinWait();
    }
    return unit;
  }

  @Override
  public void finish(NoParams params, Output output, List<Patch> results, Sample sample) {}

  @Override
  public Report report(NoParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Wait: was never cancelled");
  }
}
