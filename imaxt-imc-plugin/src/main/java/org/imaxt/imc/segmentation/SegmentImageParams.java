package org.imaxt.imc.segmentation;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link SegmentImageJob}.
 *
 * @param image an image file, or a folder of such
 * @param out the label image, or the folder of label images
 * @param pixelSize edge of a pixel, µm; 0 for the file's own
 * @param segmentation how nuclei and cells are found
 */
public record SegmentImageParams(
    @Param(
            label = "Image",
            required = true,
            help =
                "PNG or TIFF of 8, 16 or 32 bits, or a folder of such; colours are averaged, and of"
                    + " several pages those of --nuclear and --cytoplasm are taken.")
        File image,
    @Param(
            label = "Out",
            required = true,
            file = Param.FileRole.OUTPUT_FILE,
            help =
                "TIFF of nuclei, uint32; for a folder of images a folder. With --cytoplasm cells are"
                    + " written beside, NAME_cells.tiff.")
        File out,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0, 100]",
            help = "Edge of a pixel; 0 takes what an OME-TIFF says, and 1 where nothing does.")
        double pixelSize,
    SegmentationParams segmentation)
    implements StageParams {

  /** Checks the values. */
  public SegmentImageParams {
    Require.inRange(SegmentImageParams.class, image, out, pixelSize, segmentation);
  }

  /** Nuclei of any size: the surroundings of an adaptive threshold would hollow out large ones. */
  SegmentationParams settings() {
    boolean plain = segmentation.choice() == ProbabilityChoice.INTENSITY;
    return plain && segmentation.threshold().equals("auto")
        ? segmentation.withThreshold("otsu")
        : segmentation;
  }

  /**
   * The defaults.
   *
   * @return what suits fluorescence, without an image
   */
  public static SegmentImageParams defaults() {
    return new SegmentImageParams(
        new File(""), new File(""), 0, SegmentationParams.defaults().withModel("fluorescence"));
  }
}
