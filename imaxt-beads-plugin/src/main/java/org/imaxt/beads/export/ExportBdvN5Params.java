package org.imaxt.beads.export;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ExportBdvN5Job}.
 *
 * @param out XML file to write
 * @param image path of the image inside the sample
 */
public record ExportBdvN5Params(
    @Param(
            label = "XML file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "XML file to write; the voxels go into a folder of the same name ending in .n5.")
        File out,
    @Param(label = "Image", help = "Path of the image inside the sample; imaxt info lists them.")
        String image)
    implements StageParams {

  /** Checks the values. */
  public ExportBdvN5Params {
    Require.inRange(ExportBdvN5Params.class, out, image);
  }
}
