package org.imaxt.stitch.stitching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.PositionsDocument.Link;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Output;

/** How well the overlaps fix the positions. */
final class StitchReport {

  private static final int LISTED = 40;

  /** Links with less of their weight are listed. */
  private static final double HALF = 0.5;

  private StitchReport() {}

  static Report of(int layer, List<Output> outputs, Sample sample) {
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
        .number(
            "links given less than half of their weight",
            matched.stream().filter(l -> l.weight() > 0 && l.weight() < HALF).count(),
            "");
    addErrors(report, sections, matched);
    OverlapPicture.draw(report, sections, layer, sample);
    StitchPictures.draw(report, sections, sample);
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
    listStageOnly(report, sections);
    return report;
  }

  private static void addErrors(
      Report report, List<PositionsDocument> sections, List<Link> matched) {
    double[] residuals =
        matched.stream()
            .filter(l -> l.weight() > 0)
            .mapToDouble(l -> Math.hypot(l.residualXUm(), l.residualYUm()))
            .toArray();
    double[] stage =
        matched.stream()
            .mapToDouble(l -> Math.hypot(l.dxUm() - l.stageDxUm(), l.dyUm() - l.stageDyUm()))
            .toArray();
    double p = sections.get(0).pixelSizeUm();
    report
        .number("overlap residual before (stage), median", median(stage), "µm")
        .number("overlap residual after, median", median(residuals), "µm")
        .number("overlap residual after in pixels, median", median(residuals) / p, "px")
        .number("standard error of measured tiles, median", tileSigma(sections), "µm")
        .number(
            "turn of the stage, mean over sections",
            mean(sections, PositionsDocument::rotationRad),
            "rad")
        .number(
            "stage error, mean over sections",
            mean(sections, PositionsDocument::stageSigmaUm),
            "µm")
        .number(
            "error of links beside their own, mean over sections",
            mean(sections, PositionsDocument::linkErrorUm),
            "µm");
  }

  private static void listDoubtful(Report report, List<PositionsDocument> sections) {
    List<List<String>> doubtful = new ArrayList<>();
    for (PositionsDocument section : sections) {
      section.links().stream()
          .filter(l -> l.matched() && l.weight() < HALF)
          .limit(LISTED - doubtful.size())
          .forEach(
              l ->
                  doubtful.add(
                      List.of(
                          Layout.sectionName(section.section()),
                          l.a() + "-" + l.b(),
                          Numbers.shown(l.residualXUm()),
                          Numbers.shown(l.residualYUm()),
                          Numbers.shown(l.weight()))));
    }
    if (!doubtful.isEmpty()) {
      report.table(
          "Links set aside or given less than half of their weight",
          List.of("section", "pair", "off x µm", "off y µm", "weight"),
          doubtful);
    }
  }

  private static void listStageOnly(Report report, List<PositionsDocument> sections) {
    List<List<String>> rows = new ArrayList<>();
    for (PositionsDocument section : sections) {
      List<String> tiles =
          section.tiles().stream()
              .filter(t -> t.source() == PlacedTile.Source.STAGE)
              .map(t -> Integer.toString(t.tile()))
              .toList();
      if (!tiles.isEmpty()) {
        String listed = String.join(" ", tiles.subList(0, Math.min(LISTED, tiles.size())));
        rows.add(
            List.of(
                Layout.sectionName(section.section()),
                Integer.toString(tiles.size()),
                tiles.size() > LISTED ? listed + " …" : listed));
      }
    }
    if (!rows.isEmpty()) {
      report.table("Tiles left to the stage", List.of("section", "count", "tiles"), rows);
    }
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

  private static double mean(
      List<PositionsDocument> sections, ToDoubleFunction<PositionsDocument> value) {
    return sections.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static double tileSigma(List<PositionsDocument> sections) {
    return median(
        sections.stream()
            .flatMap(s -> s.tiles().stream())
            .filter(t -> t.source() == PlacedTile.Source.MEASURED)
            .mapToDouble(PlacedTile::sigmaUm)
            .toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
