package org.imaxt.imc.export;

import java.io.File;
import java.util.List;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes the label image of a region. */
@StageInfo(
    id = "export masks",
    menu = "Plugins>IMAXT>Export>Export Masks...",
    summary = "Writes the labels of nuclei or cells of one region as TIFF.",
    sample = StageInfo.SampleUse.READ,
    selects = Modality.IMC)
public final class ExportMasksJob implements Job<ExportMasksParams> {

  private static final String IMPORT = "imc-import";
  private static final String SEGMENT = "imc-segment";

  /** A job. */
  public ExportMasksJob() {}

  @Override
  public ExportMasksParams defaults() {
    return new ExportMasksParams(new File(""), MaskKind.CELLS);
  }

  @Override
  public Report run(ExportMasksParams params, JobContext context) {
    Receipts receipts = new Receipts(context.sample());
    List<String> regions = context.selection().scans(Modality.IMC, receipts.complete(IMPORT));
    if (regions.size() != 1) {
      throw new InputException(
          "one region is written at a time, there are %s; choose one with --roi"
              .formatted(regions.isEmpty() ? "none" : String.join(", ", regions)));
    }
    String region = regions.get(0);
    if (receipts.find(SEGMENT, region).isPresent()) {
      receipts.verified(SEGMENT + "/" + region);
    } else if (receipts.isUnfinished(SEGMENT)) {
      throw new SampleFormatException(
          "%s has no complete labels of %s; run imaxt %s again"
              .formatted(context.sample().location(), region, SEGMENT));
    }
    return MaskFile.write(context.sample(), region, params.kind(), params.out().toPath(), context);
  }
}
