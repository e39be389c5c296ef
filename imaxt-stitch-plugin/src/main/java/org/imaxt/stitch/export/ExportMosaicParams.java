package org.imaxt.stitch.export;

import java.io.File;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportMosaicJob}.
 *
 * @param out file to write
 * @param section section from 1
 * @param level level of the pyramid that becomes the full resolution
 * @param format format of the file
 * @param values which numbers are written
 */
public record ExportMosaicParams(
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "File to write, such as m.ome.tif.")
        File out,
    @Param(label = "Section", unit = "number", range = "[1, 100000]", help = "Section to write.")
        int section,
    @Param(
            label = "Level",
            unit = "number",
            range = "[0, 20]",
            help = "Level of the pyramid that becomes the file's full resolution; 0 is the finest.")
        int level,
    @Param(label = "Format", help = "ome-tiff: tiled, pyramidal BigTIFF.") Format format,
    @Param(
            label = "Values",
            help =
                "physical: float32 in camera units, NaN where nothing is known; stored: the"
                    + " sample's uint16 with bscale and bzero in the OME-XML.")
        ImageValues values)
    implements StageParams {

  /** Format of the file. */
  public enum Format {
    /** Tiled, pyramidal BigTIFF with OME-XML. */
    OME_TIFF
  }

  /** Checks the values. */
  public ExportMosaicParams {
    Require.inRange(ExportMosaicParams.class, out, section, level, format, values);
  }
}
