package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.export.OmeTiffExport;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes the mosaic of a section as a pyramidal OME-TIFF. */
@StageInfo(
    id = "export mosaic",
    menu = "Plugins>IMAXT>Export>Export Mosaic...",
    summary = "Writes the mosaic of a section as a pyramidal OME-TIFF.",
    sample = StageInfo.SampleUse.READ)
public final class ExportMosaicJob implements Job<ExportMosaicParams> {

  /** A job. */
  public ExportMosaicJob() {}

  @Override
  public ExportMosaicParams defaults() {
    return new ExportMosaicParams(
        new File(""), 1, 0, ExportMosaicParams.Format.OME_TIFF, ImageValues.PHYSICAL);
  }

  @Override
  public Report run(ExportMosaicParams params, JobContext context) {
    new Receipts(context.sample()).verified("fuse/" + Layout.sectionName(params.section()));
    return OmeTiffExport.write(
        SampleImage.open(context.sample(), Layout.mosaic(params.section()), params.level()),
        Layout.sectionName(params.section()),
        params.out().toPath(),
        params.values(),
        context);
  }
}
