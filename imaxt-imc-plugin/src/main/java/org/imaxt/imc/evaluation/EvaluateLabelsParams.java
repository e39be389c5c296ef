package org.imaxt.imc.evaluation;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link EvaluateLabelsJob}.
 *
 * @param truth folder of true label images
 * @param labels folder of label images to judge
 * @param pixelSize edge of a pixel, µm
 * @param out HTML file to write; empty for none
 */
public record EvaluateLabelsParams(
    @Param(
            label = "True labels",
            required = true,
            file = FileRole.INPUT_FOLDER,
            help = "Folder of label images, TIFF or PNG of 8, 16 or 32 bits.")
        File truth,
    @Param(
            label = "Labels",
            required = true,
            file = FileRole.INPUT_FOLDER,
            help = "Folder of the label images to judge, of the same names.")
        File labels,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0.001, 1000]",
            help = "Edge of a pixel: centres of objects match within 5 µm.")
        double pixelSize,
    @Param(
            label = "Report file",
            file = FileRole.OUTPUT_FILE,
            help = "HTML file to write, with its numbers as JSON beside it; left empty, none is.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public EvaluateLabelsParams {
    Require.inRange(EvaluateLabelsParams.class, truth, labels, pixelSize, out);
  }

  /**
   * The defaults.
   *
   * @return pixels of 1 µm, no file
   */
  public static EvaluateLabelsParams defaults() {
    return new EvaluateLabelsParams(new File(""), new File(""), 1, new File(""));
  }
}
