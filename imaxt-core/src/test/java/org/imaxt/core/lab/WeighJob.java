package org.imaxt.core.lab;

import java.io.File;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Reads a sample, and an input that must exist. */
@StageInfo(
    id = "lab weigh",
    menu = "Plugins>IMAXT>Lab>Weigh...",
    summary = "Reads a sample.",
    sample = StageInfo.SampleUse.READ)
public final class WeighJob implements Job<WeighParams> {

  /** The job, as the registry makes it. */
  public WeighJob() {}

  @Override
  public WeighParams defaults() {
    return new WeighParams(new File(""));
  }

  @Override
  public void check(WeighParams params) {
    if (!params.input().isDirectory()) {
      throw new InputException(params.input() + " is no folder; name one that exists");
    }
  }

  @Override
  public Report run(WeighParams params, JobContext context) {
    return Report.titled("Weigh")
        .paragraph("sections %s", context.selection().text())
        .number("brightness", new Patch(PaintStage.FOLDER, 1).value(context.sample()), "ADU");
  }
}
