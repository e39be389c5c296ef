package org.imaxt.beads.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportBeadsJob}.
 *
 * @param out file to write
 */
public record ExportBeadsParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "CSV file to write, one line a detection; lengths in µm.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public ExportBeadsParams {
    Require.inRange(ExportBeadsParams.class, out);
  }
}
