package org.imaxt.beads.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportSectionsJob}.
 *
 * @param out file to write
 */
public record ExportSectionsParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "CSV file to write, one line a section; lengths in µm, angles in radians.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public ExportSectionsParams {
    Require.inRange(ExportSectionsParams.class, out);
  }
}
