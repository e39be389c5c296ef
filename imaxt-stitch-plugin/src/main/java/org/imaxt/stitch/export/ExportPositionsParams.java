package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportPositionsJob}.
 *
 * @param out file to write
 * @param format its format
 */
public record ExportPositionsParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "File to write; TileConfigurations of several sections get _S001 and so on.")
        File out,
    @Param(
            label = "Format",
            help = "csv: µm in the mosaic frame; tileconfiguration: px, for Fiji's stitching.")
        Format format)
    implements StageParams {

  /** Format of the file. */
  public enum Format {
    /** One line a tile, all sections. */
    CSV,
    /** Fiji's TileConfiguration.txt, a file a section. */
    TILECONFIGURATION
  }

  /** Checks the values. */
  public ExportPositionsParams {
    Require.inRange(ExportPositionsParams.class, out, format);
  }
}
