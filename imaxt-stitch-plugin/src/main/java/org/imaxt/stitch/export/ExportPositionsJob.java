package org.imaxt.stitch.export;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes the positions of the tiles as a plain file. */
@StageInfo(
    id = "export positions",
    menu = "Plugins>IMAXT>Export>Export Tile Positions...",
    summary = "Writes tile positions as CSV or as Fiji's TileConfiguration.",
    sample = StageInfo.SampleUse.READ)
public final class ExportPositionsJob implements Job<ExportPositionsParams> {

  private static final String HEADER = "section,tile,row,column,x_um,y_um,sigma_um,source\n";

  /** A job. */
  public ExportPositionsJob() {}

  @Override
  public ExportPositionsParams defaults() {
    return new ExportPositionsParams(new File(""), ExportPositionsParams.Format.CSV);
  }

  @Override
  public Report run(ExportPositionsParams params, JobContext context) {
    Sample sample = context.sample();
    Receipts receipts = new Receipts(sample);
    if (receipts.complete("stitch").isEmpty()) {
      throw new SampleFormatException(sample.location() + " has no positions; run imaxt stitch");
    }
    List<Integer> sections = context.selection().of(sample.read(Layout.acquisition()).sections());
    sections.forEach(s -> receipts.verified("stitch/" + Layout.sectionName(s)));
    List<PositionsDocument> positions =
        sections.stream().map(s -> sample.read(Layout.positions(s))).toList();
    Path out = params.out().toPath();
    if (params.format() == ExportPositionsParams.Format.CSV) {
      OutputFile.write(out, csv(positions));
    } else {
      for (PositionsDocument section : positions) {
        OutputFile.write(
            positions.size() == 1
                ? out
                : OutputFile.suffixed(out, "_" + Layout.sectionName(section.section())),
            tileConfiguration(section, sample));
      }
    }
    int tiles = positions.stream().mapToInt(p -> p.tiles().size()).sum();
    return Report.titled(
        "Wrote positions of %s tiles in %s sections to %s".formatted(tiles, positions.size(), out));
  }

  private static String csv(List<PositionsDocument> sections) {
    StringBuilder text = new StringBuilder(HEADER);
    for (PositionsDocument section : sections) {
      for (PlacedTile tile : section.tiles()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%.4f,%.4f,%.4f,%s\n",
                section.section(),
                tile.tile(),
                tile.row(),
                tile.column(),
                tile.xUm(),
                tile.yUm(),
                tile.sigmaUm(),
                tile.source().name().toLowerCase(Locale.ROOT)));
      }
    }
    return text.toString();
  }

  private static String tileConfiguration(PositionsDocument section, Sample sample) {
    StringBuilder text = new StringBuilder("# Define the number of dimensions we are working on\n");
    text.append("dim = 2\n\n# Define the image coordinates\n");
    Receipt ingest =
        new Receipts(sample).find("ingest", Layout.sectionName(section.section())).orElseThrow();
    for (PlacedTile tile : section.tiles()) {
      String file = ingest.inputs().get("tile %05d layer 001 channel 01".formatted(tile.tile()));
      if (file != null) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s; ; (%.4f, %.4f)\n",
                Path.of(file.split(" ", 3)[2]).getFileName(),
                tile.xUm() / section.pixelSizeUm(),
                tile.yUm() / section.pixelSizeUm()));
      }
    }
    return text.toString();
  }
}
