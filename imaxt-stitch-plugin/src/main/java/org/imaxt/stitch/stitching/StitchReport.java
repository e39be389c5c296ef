package org.imaxt.stitch.stitching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.PositionsDocument.Link;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;
import org.imaxt.core.stage.Output;

/** How well the overlaps fix the positions. */
final class StitchReport {

  private static final int PICTURED = 4;
  private static final int LISTED = 40;

  private StitchReport() {}

  static Report of(List<Output> outputs, Sample sample) {
    List<PositionsDocument> sections =
        outputs.stream().map(o -> sample.read(Layout.positions(o.section()))).toList();
    List<Link> links = sections.stream().flatMap(s -> s.links().stream()).toList();
    List<Link> matched = links.stream().filter(Link::matched).toList();
    long measured =
        sections.stream()
            .flatMap(s -> s.tiles().stream())
            .filter(t -> t.source() == PlacedTile.Source.MEASURED)
            .count();
    long tiles = sections.stream().mapToLong(s -> s.tiles().size()).sum();
    double p = sections.get(0).pixelSizeUm();
    double[] residuals =
        matched.stream()
            .filter(l -> l.weight() > 0)
            .mapToDouble(l -> Math.hypot(l.residualXUm(), l.residualYUm()))
            .toArray();
    double[] stage =
        matched.stream()
            .mapToDouble(l -> Math.hypot(l.dxUm() - l.stageDxUm(), l.dyUm() - l.stageDyUm()))
            .toArray();
    Report report =
        Report.titled(
            "Stitched %s sections: %s of %s tiles placed by their overlaps"
                .formatted(sections.size(), measured, tiles));
    if (measured == 0) {
      report.warning("no overlap shows enough structure: every tile stays where the stage says");
    }
    report
        .number("tiles placed by overlaps", measured, "")
        .number("tiles left to the stage", tiles - measured, "")
        .number("pairs compared", links.size(), "")
        .number("pairs matched", matched.size(), "")
        .number("links set aside", matched.stream().filter(l -> l.weight() == 0).count(), "")
        .number("overlap residual before (stage), median", median(stage), "µm")
        .number("overlap residual after, median", median(residuals), "µm")
        .number("overlap residual after in pixels, median", median(residuals) / p, "px")
        .number("stage error, mean over sections", stageSigma(sections), "µm");
    plotSteps(report, matched, stage, residuals);
    drawShifts(report, sections, sample);
    report.table(
        "Sections",
        List.of(
            "section",
            "tiles",
            "measured",
            "pairs",
            "matched",
            "set aside",
            "residual µm",
            "stage error µm"),
        sections.stream().map(StitchReport::row).toList());
    listDoubtful(report, sections);
    return report;
  }

  private static void drawShifts(Report report, List<PositionsDocument> sections, Sample sample) {
    for (PositionsDocument section : sections.subList(0, Math.min(PICTURED, sections.size()))) {
      SectionDocument document = sample.read(Layout.section(section.section()));
      report.image(
          "Section %s: from where the stage says to where the tile lies, 20 times enlarged."
              .formatted(section.section()),
          Plot.vectors(arrows(section, document), "x (µm)", "y (µm)"));
    }
  }

  private static void plotSteps(
      Report report, List<Link> matched, double[] stage, double[] residuals) {
    if (matched.size() > 1) {
      report.image(
          "Step of the overlaps less step of the stage, before (all links) and what is left after"
              + " the solution.",
          Plot.histogram(
              List.of(
                  new Plot.Series("before", stage, stage),
                  new Plot.Series("after", residuals, residuals)),
              "difference (µm)",
              30));
      report.image(
          "Measured step less the stage's step of each pair, x against y.",
          Plot.xy(
              List.of(
                  new Plot.Series(
                      "pairs",
                      matched.stream().mapToDouble(l -> l.dxUm() - l.stageDxUm()).toArray(),
                      matched.stream().mapToDouble(l -> l.dyUm() - l.stageDyUm()).toArray())),
              "x (µm)",
              "y (µm)",
              Plot.Style.POINTS));
    }
  }

  private static void listDoubtful(Report report, List<PositionsDocument> sections) {
    List<List<String>> doubtful = new ArrayList<>();
    for (PositionsDocument section : sections) {
      section.links().stream()
          .filter(l -> l.matched() && l.weight() == 0)
          .limit(LISTED - doubtful.size())
          .forEach(
              l ->
                  doubtful.add(
                      List.of(
                          Layout.sectionName(section.section()),
                          l.a() + "-" + l.b(),
                          Numbers.shown(l.residualXUm()),
                          Numbers.shown(l.residualYUm()))));
    }
    if (!doubtful.isEmpty()) {
      report.table("Links set aside", List.of("section", "pair", "off x µm", "off y µm"), doubtful);
    }
  }

  private static List<Plot.Arrow> arrows(PositionsDocument section, SectionDocument document) {
    List<Plot.Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < section.tiles().size(); i++) {
      PlacedTile tile = section.tiles().get(i);
      StagePosition stage = document.tiles().get(i);
      arrows.add(
          new Plot.Arrow(
              stage.xUm(),
              stage.yUm(),
              20 * (tile.xUm() - stage.xUm()),
              20 * (tile.yUm() - stage.yUm())));
    }
    return arrows;
  }

  private static List<String> row(PositionsDocument section) {
    List<Link> matched = section.links().stream().filter(Link::matched).toList();
    return List.of(
        Layout.sectionName(section.section()),
        Integer.toString(section.tiles().size()),
        Long.toString(
            section.tiles().stream().filter(t -> t.source() == PlacedTile.Source.MEASURED).count()),
        Integer.toString(section.links().size()),
        Integer.toString(matched.size()),
        Long.toString(matched.stream().filter(l -> l.weight() == 0).count()),
        Numbers.shown(
            median(
                matched.stream()
                    .filter(l -> l.weight() > 0)
                    .mapToDouble(l -> Math.hypot(l.residualXUm(), l.residualYUm()))
                    .toArray())),
        Numbers.shown(section.stageSigmaUm()));
  }

  private static double stageSigma(List<PositionsDocument> sections) {
    return sections.stream()
        .mapToDouble(PositionsDocument::stageSigmaUm)
        .average()
        .orElse(Double.NaN);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
