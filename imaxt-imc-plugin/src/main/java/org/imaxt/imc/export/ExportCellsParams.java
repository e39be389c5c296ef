package org.imaxt.imc.export;

import java.io.File;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.imc.cells.ObjectKind;

/**
 * Parameters of {@link ExportCellsJob}.
 *
 * @param out file or folder to write
 * @param format what is written
 * @param kind part of the cell that is written
 * @param statistic what is told of a channel
 */
public record ExportCellsParams(
    @Param(
            label = "Output",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "File to write; for steinbock, anndata and spatialdata a folder.")
        File out,
    @Param(
            label = "Format",
            help =
                "csv and parquet hold all columns; the others what their programs read. parquet"
                    + " is written by the command line only.")
        CellsFormat format,
    @Param(
            label = "Kind",
            help = "Part of the cell whose intensities are written; csv and parquet hold all.")
        ObjectKind kind,
    @Param(
            label = "Statistic",
            help = "What is told of a channel; csv and parquet hold all. Mean is what most expect.")
        Statistic statistic)
    implements StageParams {

  /** Checks the values. */
  public ExportCellsParams {
    Require.inRange(ExportCellsParams.class, out, format, kind, statistic);
  }
}
