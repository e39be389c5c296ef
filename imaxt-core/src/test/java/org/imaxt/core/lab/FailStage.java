package org.imaxt.core.lab;

import java.util.List;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Fails on the second of three sections. */
@StageInfo(
    id = "lab fail",
    menu = "Plugins>IMAXT>Lab>Fail...",
    summary = "Fails on the second of three sections.",
    sample = StageInfo.SampleUse.CREATE)
public final class FailStage implements Stage<NoParams, Patch, Patch> {

  /** What the second section says. */
  public static final String REASON = "the second section is made to fail";

  /** The stage, as the registry makes it. */
  public FailStage() {}

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
    return new Footprint(List.of(), List.of(), List.of("lab/fail"));
  }

  @Override
  public List<Output> outputs(NoParams params, Selection selection, Sample sample) {
    return Patch.outputs("lab/fail", 3, selection, "");
  }

  @Override
  public List<Patch> plan(NoParams params, Output output, int phase, Sample sample) {
    return List.of(new Patch("lab/fail", output.section()));
  }

  @Override
  public Patch process(NoParams params, Patch unit, Sample sample, Progress progress) {
    if (unit.section() == 2) {
      throw new IllegalStateException(REASON);
    }
    return unit;
  }

  @Override
  public void finish(NoParams params, Output output, List<Patch> results, Sample sample) {}

  @Override
  public Report report(NoParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Fail");
  }
}
