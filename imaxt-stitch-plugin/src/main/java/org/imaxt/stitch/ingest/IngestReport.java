package org.imaxt.stitch.ingest;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.stitch.OrientationScores;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Selection;

/** What was ingested, and what is missing. */
final class IngestReport {

  private static final int LISTED = 50;

  private IngestReport() {}

  static Report of(List<Output> outputs, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<SectionDocument> sections =
        outputs.stream().map(o -> sample.read(Layout.section(o.section()))).toList();
    Report report =
        Report.titled(
            "Ingested %s: %s sections, %s channels"
                .formatted(acquisition.name(), sections.size(), acquisition.channels()));
    if (!acquisition.missingSections().isEmpty()) {
      report.warning(
          "sections %s are missing in the acquisition",
          Selection.ranges(acquisition.missingSections()));
    }
    int missing = sections.stream().mapToInt(s -> s.missing().size()).sum();
    if (missing > 0) {
      report.warning("%s images are missing; they get confidence 0", missing);
    }
    if (acquisition.orientationFound()
        && acquisition.orientationConfidence() < OrientationScores.CERTAIN) {
      report.warning(
          "the orientation %s was found with low confidence; check a mosaic or give --orientation",
          acquisition.orientation().key());
    }
    SectionDocument first = sections.get(0);
    report
        .number("sections", sections.size(), "")
        .number("tiles a section", first.tiles().size(), "")
        .number("channels", acquisition.channels(), "")
        .number("layers", acquisition.layers(), "")
        .number("pixel size", acquisition.pixelSizeUm(), "µm")
        .number("tile width", acquisition.tileWidthPx(), "px")
        .number("tile height", acquisition.tileHeightPx(), "px")
        .number("section thickness", acquisition.sectionThicknessUm(), "µm")
        .number("missing images", missing, "")
        .number("canvas width", acquisition.canvas().widthPx(), "px")
        .number("canvas height", acquisition.canvas().heightPx(), "px")
        .paragraph(
            "Orientation: %s, %s.",
            acquisition.orientation().key(),
            acquisition.orientationFound()
                ? "found from overlaps, "
                    + Numbers.shown(acquisition.orientationConfidence())
                    + " standard errors ahead of the next"
                : "given");
    report.image(
        "Stage positions of section %s: corners of the tiles in the order of acquisition."
            .formatted(first.section()),
        Plot.xy(List.of(path(first)), "x (µm)", "y (µm)", Plot.Style.LINES));
    listMissing(report, sections, missing);
    return report;
  }

  private static void listMissing(Report report, List<SectionDocument> sections, int missing) {
    List<List<String>> rows = new ArrayList<>();
    for (SectionDocument section : sections) {
      section.missing().stream()
          .limit(LISTED - rows.size())
          .forEach(
              m ->
                  rows.add(
                      List.of(
                          Layout.sectionName(section.section()),
                          Integer.toString(m.tile()),
                          Integer.toString(m.layer()),
                          Integer.toString(m.channel()),
                          m.reason())));
    }
    if (!rows.isEmpty()) {
      report.table(
          "Missing images" + (missing > LISTED ? " (the first " + LISTED + ")" : ""),
          List.of("section", "tile", "layer", "channel", "reason"),
          rows);
    }
  }

  private static Plot.Series path(SectionDocument section) {
    return new Plot.Series(
        "stage",
        section.tiles().stream().mapToDouble(StagePosition::xUm).toArray(),
        section.tiles().stream().mapToDouble(StagePosition::yUm).toArray());
  }
}
