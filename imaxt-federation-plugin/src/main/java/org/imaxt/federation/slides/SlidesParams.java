package org.imaxt.federation.slides;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link SlidesStage}.
 *
 * @param input folder of scans, or one file
 * @param pixelSize pixel size in place of the files', µm; 0 = as the files say
 * @param channels names of the channels to import, separated by commas; empty = all
 * @param flatfield whether tiles are corrected before they are laid
 * @param remove whether slides that are not among the input go
 */
public record SlidesParams(
    @Param(
            label = "Slides",
            required = true,
            decides = false,
            file = FileRole.INPUT_FOLDER,
            help = "Folder of OME-TIFF, TIFF and CZI files, or one such file; a slide a file.")
        File input,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0, 1000]",
            help = "Edge length of a pixel in place of what the files say; 0 takes the files'.")
        double pixelSize,
    @Param(
            label = "Channels",
            help =
                "Names of the channels to import, separated by commas; empty imports all. Colour"
                    + " images have R, G and B.")
        String channels,
    @Param(
            label = "Flat field",
            help =
                "Corrects the illumination of CZI tiles, as far as they show it, before they are"
                    + " laid; stitched files are left as they are.")
        boolean flatfield,
    @Param(
            label = "Remove others",
            decides = false,
            help = "Removes slides of earlier runs that are not among the input.")
        boolean remove)
    implements StageParams {

  /** Checks the values. */
  public SlidesParams {
    Require.inRange(SlidesParams.class, input, pixelSize, channels, flatfield, remove);
  }

  /**
   * The defaults.
   *
   * @return parameters without an input
   */
  public static SlidesParams defaults() {
    return new SlidesParams(new File(""), 0, "", true, false);
  }

  /** Names of the channels asked for; empty for all. */
  List<String> channelNames() {
    return Arrays.stream(channels.split(",")).map(String::strip).filter(c -> !c.isEmpty()).toList();
  }
}
