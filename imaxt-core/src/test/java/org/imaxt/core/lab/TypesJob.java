package org.imaxt.core.lab;

import java.io.File;
import java.util.List;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.StageInfo;

/** Says what it was given. */
@StageInfo(
    id = "lab types",
    menu = "Plugins>IMAXT>Lab>Types...",
    summary = "Says what it was given.",
    sample = StageInfo.SampleUse.NONE)
public final class TypesJob implements Job<TypesParams> {

  /** The job, as the registry makes it. */
  public TypesJob() {}

  @Override
  public TypesParams defaults() {
    return new TypesParams(
        40, 0, 0.1, 1.5, false, "", TypesParams.Shade.BRIGHT, new File(""), new File(""));
  }

  @Override
  public Report run(TypesParams params, JobContext context) {
    Report report = Report.titled("Types");
    ParamSchema.of(this).values(params).forEach((k, v) -> report.paragraph("%s=%s", k, v));
    report.table("Names", List.of("name"), List.of());
    return report;
  }
}
