package org.imaxt.federation.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportTransformsJob}.
 *
 * @param out file or folder to write
 * @param format how transforms are written
 */
public record ExportTransformsParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help =
                "JSON file to write, such as transforms.json; with the other formats a folder for"
                    + " one file a matched scan.")
        File out,
    @Param(
            label = "Format",
            help =
                "json: all scans with errors and reasons; itk: .tfm files that lead from the"
                    + " section's mosaic frame to the scan, as ITK resamples; bigwarp: landmarks,"
                    + " the scan moving and the mosaic fixed. All in µm.")
        TransformFormat format)
    implements StageParams {

  /** Checks the values. */
  public ExportTransformsParams {
    Require.inRange(ExportTransformsParams.class, out, format);
  }
}
