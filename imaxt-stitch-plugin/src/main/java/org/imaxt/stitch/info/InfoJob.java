package org.imaxt.stitch.info;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/** Tells what a sample holds: the acquisition, the stages done, the images that open. */
@StageInfo(
    id = "info",
    menu = "Plugins>IMAXT>Sample Information...",
    summary = "Tells what a sample holds and which paths open as OME images.",
    sample = StageInfo.SampleUse.READ)
public final class InfoJob implements Job<InfoParams> {

  private static final List<String> STAGES = List.of("ingest", "flatfield", "stitch", "fuse");

  /** A job. */
  public InfoJob() {}

  @Override
  public InfoParams defaults() {
    return new InfoParams();
  }

  @Override
  public Report run(InfoParams params, JobContext context) {
    Sample sample = context.sample();
    Report report =
        Report.titled(sample.location())
            .paragraph(
                "Format %s, %s.",
                Sample.FORMAT,
                sample.version() == ZarrVersion.V2
                    ? "Zarr v2 with OME-NGFF 0.4"
                    : "Zarr v3 with OME-NGFF 0.5");
    if (sample.exists(Layout.acquisition())) {
      acquisition(report, sample.read(Layout.acquisition()));
    } else {
      report.warning("nothing has been ingested yet");
    }
    report.table("Stages", List.of("stage", "complete", "state"), stages(sample));
    List<List<String>> images = new ArrayList<>();
    images(sample, "", images);
    report.table(
        "Images that open as OME-NGFF", List.of("path", "shape t,c,z,y,x", "levels"), images);
    return report;
  }

  private static void acquisition(Report report, AcquisitionDocument acquisition) {
    report
        .paragraph(
            "%s: sections %s%s, read as %s, orientation %s%s.",
            acquisition.name(),
            Selection.ranges(acquisition.sections()),
            acquisition.missingSections().isEmpty()
                ? ""
                : " (missing " + Selection.ranges(acquisition.missingSections()) + ")",
            acquisition.source(),
            acquisition.orientation().key(),
            acquisition.orientationFound()
                ? " (found, "
                    + Numbers.shown(acquisition.orientationConfidence())
                    + " standard errors ahead)"
                : "")
        .number("channels", acquisition.channels(), "")
        .number("layers", acquisition.layers(), "")
        .number("tile width", acquisition.tileWidthPx(), "px")
        .number("tile height", acquisition.tileHeightPx(), "px")
        .number("pixel size", acquisition.pixelSizeUm(), "µm")
        .number("section thickness", acquisition.sectionThicknessUm(), "µm")
        .number("canvas width", acquisition.canvas().widthPx(), "px")
        .number("canvas height", acquisition.canvas().heightPx(), "px");
  }

  private static List<List<String>> stages(Sample sample) {
    Receipts receipts = new Receipts(sample);
    List<List<String>> rows = new ArrayList<>();
    for (String stage : STAGES) {
      List<String> complete = receipts.complete(stage);
      String state = complete.isEmpty() ? "not run" : "up to date";
      for (String output : complete) {
        try {
          receipts.verified(stage + "/" + output);
        } catch (SampleFormatException e) {
          state = e.getMessage();
        }
      }
      rows.add(List.of(stage, Integer.toString(complete.size()), state));
    }
    return rows;
  }

  private static void images(Sample sample, String path, List<List<String>> rows) {
    ZarrGroup group = ZarrGroup.open(sample.store(), path);
    if (OmeImage.isImage(group)) {
      OmeImage image = OmeImage.open(group);
      rows.add(
          List.of(
              path,
              Arrays.toString(image.levels().get(0).spec().shape()),
              Integer.toString(image.levels().size())));
    }
    for (String child : group.children()) {
      String below = path.isEmpty() ? child : path + "/" + child;
      if (!child.startsWith(".")
          && ZarrGroup.exists(sample.store(), below)
          && !ZarrArray.exists(sample.store(), below)) {
        images(sample, below, rows);
      }
    }
  }
}
