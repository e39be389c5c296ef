package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportImageJob}.
 *
 * @param out file to write
 * @param path path of the image inside the sample
 * @param level level of the pyramid that becomes the full resolution
 * @param values which numbers are written
 */
public record ExportImageParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "File to write, such as gain.ome.tif.")
        File out,
    @Param(
            label = "Path",
            required = true,
            help =
                "Image inside the sample, such as stpt/calibration/flatfield/gain; imaxt info"
                    + " lists them.")
        String path,
    @Param(
            label = "Level",
            unit = "number",
            range = "[0, 20]",
            help = "Level of the pyramid that becomes the file's full resolution; 0 is the finest.")
        int level,
    @Param(
            label = "Values",
            help =
                "physical: float32, NaN where nothing is known; stored: the sample's numbers"
                    + " with bscale and bzero in the OME-XML.")
        ImageValues values)
    implements StageParams {

  /** Checks the values. */
  public ExportImageParams {
    Require.inRange(ExportImageParams.class, out, path, level, values);
    Require.require(
        !path.startsWith("/") && !path.contains(".."),
        "path must lie inside the sample, got '%s'",
        path);
  }
}
