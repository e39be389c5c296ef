package org.imaxt.stitch.stitching;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.PositionsDocument.Link;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;

/** Steps against the stage, what is left of them, and how well each tile is known. */
final class StitchPictures {

  private static final int PICTURED = 4;
  private static final int BINS = 30;

  /** Arrows are drawn so many times too long. */
  private static final int ENLARGED = 20;

  /** About as wide as the plots beside it. */
  private static final int MAP_PX = 480;

  private static final int LEAST_CELL_PX = 4;

  private StitchPictures() {}

  static void draw(Report report, List<PositionsDocument> sections, Sample sample) {
    List<Link> matched =
        sections.stream().flatMap(s -> s.links().stream()).filter(Link::matched).toList();
    List<Link> kept = matched.stream().filter(l -> l.weight() > 0).toList();
    if (kept.size() > 1) {
      plotSteps(report, matched);
      plotResiduals(report, kept, sections.get(0).pixelSizeUm());
    }
    List<PositionsDocument> pictured = sections.subList(0, Math.min(PICTURED, sections.size()));
    Decades decades = Decades.of(pictured);
    for (PositionsDocument section : pictured) {
      SectionDocument document = sample.read(Layout.section(section.section()));
      report.image(
          "Section %s: from where the stage says, turned on to the camera's axes, to where the tile"
                  .formatted(section.section())
              + " lies, %s times enlarged.".formatted(ENLARGED),
          Plot.vectors(arrows(section, document), "x (µm)", "y (µm)"));
      drawSigmas(report, section, decades);
    }
  }

  private static void plotSteps(Report report, List<Link> matched) {
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

  private static void plotResiduals(Report report, List<Link> kept, double pixelUm) {
    double[] x = kept.stream().mapToDouble(l -> l.residualXUm() / pixelUm).toArray();
    double[] y = kept.stream().mapToDouble(l -> l.residualYUm() / pixelUm).toArray();
    report.image(
        "What the positions leave of the measured steps, links set aside left out.",
        Plot.histogram(
            List.of(new Plot.Series("x", x, x), new Plot.Series("y", y, y)),
            "step of the positions less measured step (px)",
            BINS));
  }

  private static List<Plot.Arrow> arrows(PositionsDocument section, SectionDocument document) {
    StagePosition[] turned =
        document.tiles().stream()
            .map(KnownStage.modelOf(section)::turned)
            .toArray(StagePosition[]::new);
    List<Plot.Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < turned.length; i++) {
      PlacedTile tile = section.tiles().get(i);
      arrows.add(
          new Plot.Arrow(
              turned[i].xUm(),
              turned[i].yUm(),
              ENLARGED * (tile.xUm() - turned[i].xUm()),
              ENLARGED * (tile.yUm() - turned[i].yUm())));
    }
    return arrows;
  }

  /**
   * The powers of ten between which the errors of tiles lie, those of tiles that are held (0) left
   * out: one loosely linked tile of some µm would leave all others the same colour on a straight
   * scale.
   */
  private record Decades(int low, int high) {

    static Decades of(List<PositionsDocument> sections) {
      double[] logs =
          sections.stream()
              .flatMap(s -> measured(s).stream())
              .mapToDouble(PlacedTile::sigmaUm)
              .filter(sigma -> sigma > 0)
              .map(Math::log10)
              .sorted()
              .toArray();
      if (logs.length == 0) {
        return new Decades(-2, 0);
      }
      int low = (int) Math.floor(logs[0]);
      return new Decades(low, Math.max(low + 1, (int) Math.ceil(logs[logs.length - 1])));
    }
  }

  private static List<PlacedTile> measured(PositionsDocument section) {
    return section.tiles().stream().filter(t -> t.source() == PlacedTile.Source.MEASURED).toList();
  }

  /** One cell a tile; grey where no link fixes one. */
  private static void drawSigmas(Report report, PositionsDocument section, Decades decades) {
    List<PlacedTile> measured = measured(section);
    if (measured.isEmpty()) {
      return;
    }
    int rows = 1 + section.tiles().stream().mapToInt(PlacedTile::row).max().orElse(0);
    int columns = 1 + section.tiles().stream().mapToInt(PlacedTile::column).max().orElse(0);
    int cell = Math.max(LEAST_CELL_PX, MAP_PX / Math.max(rows, columns));
    int width = cell * columns;
    float[] map = new float[rows * cell * width];
    Arrays.fill(map, Float.NaN);
    for (PlacedTile tile : measured) {
      float log = (float) Math.max(decades.low(), Math.log10(tile.sigmaUm()));
      for (int y = 0; y < cell - 1; y++) {
        int start = (tile.row() * cell + y) * width + tile.column() * cell;
        Arrays.fill(map, start, start + cell - 1, log);
      }
    }
    report.image(
        "Section %s: standard error of each tile, from %s µm (dark) to %s µm (light), logarithmic;"
                .formatted(section.section(), shown(decades.low()), shown(decades.high()))
            + " tiles left to the stage are grey.",
        Picture.map(map, width, decades.low(), decades.high()));
  }

  private static String shown(int powerOfTen) {
    return BigDecimal.ONE.scaleByPowerOfTen(powerOfTen).toPlainString();
  }
}
