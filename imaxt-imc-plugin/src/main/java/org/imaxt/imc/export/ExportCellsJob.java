package org.imaxt.imc.export;

import java.io.File;
import java.nio.file.Path;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.export.CsvTable;
import org.imaxt.core.export.TableFormat;
import org.imaxt.core.export.WholeOutput;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.imc.cells.ObjectKind;

/** Writes measured cells for other programs. */
@StageInfo(
    id = "export cells",
    menu = "Plugins>IMAXT>Export>Export Cells...",
    summary = "Writes the measured cells of regions as one table for other programs.",
    sample = StageInfo.SampleUse.READ,
    selects = Modality.IMC)
public final class ExportCellsJob implements Job<ExportCellsParams> {

  private static final String PARQUET = "parquet";

  /** A job. */
  public ExportCellsJob() {}

  @Override
  public ExportCellsParams defaults() {
    return new ExportCellsParams(new File(""), CellsFormat.CSV, ObjectKind.CELLS, Statistic.MEAN);
  }

  @Override
  public void check(ExportCellsParams params) {
    if (params.format() == CellsFormat.PARQUET) {
      parquet();
    }
  }

  /** Its libraries may not lie beside Fiji's, so only some surfaces have it. */
  private static TableFormat parquet() {
    return TableFormat.find(PARQUET)
        .orElseThrow(
            () ->
                new InputException(
                    "parquet is written by the command line only, its libraries are not in Fiji;"
                        + " run imaxt export cells, or choose another format"));
  }

  @Override
  public Report run(ExportCellsParams params, JobContext context) {
    MeasuredCells cells = MeasuredCells.of(context);
    Path out = params.out().toPath();
    switch (params.format()) {
      case CSV -> table(new CsvTable(), cells, out);
      case PARQUET -> table(parquet(), cells, out);
      default -> {
        cells.require(params.kind());
        other(params, cells, context, out);
      }
    }
    long rows = cells.regions().stream().mapToLong(r -> r.table().rows()).sum();
    return Report.titled(
            "Wrote the cells of %s regions to %s".formatted(cells.regions().size(), out))
        .number("regions", cells.regions().size(), "")
        .number("objects", rows, "");
  }

  private static void table(TableFormat format, MeasuredCells cells, Path out) {
    WholeOutput.file(out, part -> format.write(cells.everything(), part));
  }

  private static void other(
      ExportCellsParams params, MeasuredCells cells, JobContext context, Path out) {
    ObjectKind kind = params.kind();
    Statistic statistic = params.statistic();
    switch (params.format()) {
      case MCQUANT ->
          WholeOutput.file(
              out, part -> new CsvTable().write(McQuant.rows(cells, kind, statistic), part));
      case FCS -> WholeOutput.file(out, part -> FcsFile.write(cells, kind, statistic, part));
      case STEINBOCK ->
          WholeOutput.folder(
              out, "steinbock", part -> SteinbockTree.write(cells, kind, statistic, context, part));
      case ANNDATA ->
          WholeOutput.folder(
              out, "anndata", part -> AnnDataStore.write(cells, kind, statistic, part));
      case SPATIALDATA ->
          WholeOutput.folder(
              out,
              "spatialdata",
              part -> SpatialDataStore.write(cells, kind, statistic, context, part));
      default -> throw new IllegalArgumentException("no such table: " + params.format());
    }
  }
}
