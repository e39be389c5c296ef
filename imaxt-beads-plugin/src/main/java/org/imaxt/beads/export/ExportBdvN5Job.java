package org.imaxt.beads.export;

import java.io.File;
import java.nio.file.Path;
import org.imaxt.core.bdv.N5Copy;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Copies the cube into the format that plain BigDataViewer opens. */
@StageInfo(
    id = "export bdv-n5",
    menu = "Plugins>IMAXT>Export>Export BigDataViewer N5...",
    summary = "Copies the cube, or another image, to XML and N5 for BigDataViewer.",
    sample = StageInfo.SampleUse.READ)
public final class ExportBdvN5Job implements Job<ExportBdvN5Params> {

  /** A job. */
  public ExportBdvN5Job() {}

  @Override
  public ExportBdvN5Params defaults() {
    return new ExportBdvN5Params(new File(""), Layout.CUBE);
  }

  @Override
  public Report run(ExportBdvN5Params params, JobContext context) {
    if (params.image().equals(Layout.CUBE)) {
      new Receipts(context.sample()).verified("cube/" + Layout.CUBE);
    }
    Path out = params.out().toPath();
    int views =
        N5Copy.write(
            context.sample(),
            params.image(),
            out,
            context.executor(),
            context.progress()::checkCancelled);
    return Report.titled("Wrote %s channels of %s to %s".formatted(views, params.image(), out))
        .paragraph("Open the XML file in BigDataViewer or BigStitcher.");
  }
}
