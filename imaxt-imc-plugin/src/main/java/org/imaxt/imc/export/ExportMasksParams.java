package org.imaxt.imc.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportMasksJob}.
 *
 * @param out file to write
 * @param kind which label image
 */
public record ExportMasksParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "TIFF file to write, uint32, 0 where there is no object.")
        File out,
    @Param(label = "Kind", help = "Nuclei or cells; both parts of a cell have one number.")
        MaskKind kind)
    implements StageParams {

  /** Checks the values. */
  public ExportMasksParams {
    Require.inRange(ExportMasksParams.class, out, kind);
  }
}
