package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.export.OmeTiffExport;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes any image of a sample as a pyramidal OME-TIFF. */
@StageInfo(
    id = "export image",
    menu = "Plugins>IMAXT>Export>Export Image...",
    summary = "Writes any image of a sample as a pyramidal OME-TIFF.",
    sample = StageInfo.SampleUse.READ)
public final class ExportImageJob implements Job<ExportImageParams> {

  /** A job. */
  public ExportImageJob() {}

  @Override
  public ExportImageParams defaults() {
    return new ExportImageParams(new File(""), "", 0, ImageValues.PHYSICAL);
  }

  @Override
  public Report run(ExportImageParams params, JobContext context) {
    SampleImage source = SampleImage.open(context.sample(), params.path(), params.level());
    ImageMaker.verify(context.sample(), params.path());
    return OmeTiffExport.write(
        source,
        params.path().substring(params.path().lastIndexOf('/') + 1),
        params.out().toPath(),
        params.values(),
        context);
  }
}
