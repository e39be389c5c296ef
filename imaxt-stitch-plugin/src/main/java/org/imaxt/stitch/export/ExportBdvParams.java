package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportBdvJob}.
 *
 * @param out file to write; empty = beside the sample
 */
public record ExportBdvParams(
    @Param(
            label = "Output file",
            file = FileRole.OUTPUT_FILE,
            help = "XML file to write; dataset.xml beside the sample if none is given.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public ExportBdvParams {
    Require.inRange(ExportBdvParams.class, out);
  }
}
