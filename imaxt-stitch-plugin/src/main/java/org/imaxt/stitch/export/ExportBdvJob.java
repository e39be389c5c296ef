package org.imaxt.stitch.export;

import java.io.File;
import java.nio.file.Path;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes the XML with which BigDataViewer and BigStitcher open the mosaics. */
@StageInfo(
    id = "export bdv",
    menu = "Plugins>IMAXT>Export>Export BigDataViewer XML...",
    summary = "Writes dataset.xml for BigDataViewer and BigStitcher.",
    sample = StageInfo.SampleUse.READ)
public final class ExportBdvJob implements Job<ExportBdvParams> {

  /** A job. */
  public ExportBdvJob() {}

  @Override
  public ExportBdvParams defaults() {
    return new ExportBdvParams(new File(""));
  }

  @Override
  public Report run(ExportBdvParams params, JobContext context) {
    Path out =
        params.out().getPath().isEmpty()
            ? DatasetXml.beside(context.sample())
            : params.out().toPath();
    int views = DatasetXml.write(context.sample(), out);
    return Report.titled("Wrote %s views to %s".formatted(views, out));
  }
}
