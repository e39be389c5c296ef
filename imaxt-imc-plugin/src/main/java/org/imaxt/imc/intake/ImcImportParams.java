package org.imaxt.imc.intake;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.OptionalDouble;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ImcImportStage}.
 *
 * @param input a file, or a folder with files
 * @param hotPixel threshold of the hot-pixel filter, counts, or {@code off}
 * @param panel names of the channels, and which of them are taken
 * @param slide the slide on which all regions lie
 * @param slides which region lies on which slide
 * @param damaged what becomes of a region that is not all there
 * @param remove whether regions that the input no longer holds are removed from the sample
 */
public record ImcImportParams(
    @Param(
            label = "Input",
            required = true,
            decides = false,
            help =
                "A .mcd, .txt or TIFF file, or a folder. Where a folder holds .mcd files they"
                    + " count, and .txt files replace what is broken in them.")
        File input,
    @Param(
            label = "Hot pixels",
            help =
                "A pixel more than this many counts above all its neighbours gets the largest of"
                    + " them; off leaves all as they are. 50 is the field's custom.")
        String hotPixel,
    @Param(
            label = "Panel",
            decides = false,
            help =
                "CSV with channel,name and perhaps keep, or Metal Tag,Target: renames the channels"
                    + " and leaves out those it does not list. Stacks of TIFF pages take panel.csv"
                    + " beside them.")
        File panel,
    @Param(
            label = "Slide",
            decides = false,
            help = "Name of the slide on which all regions lie; empty leaves it open.")
        String slide,
    @Param(
            label = "Slides of regions",
            decides = false,
            help = "CSV with roi,slide where regions lie on several slides; others are left open.")
        File slides,
    @Param(
            label = "Damaged regions",
            decides = false,
            help =
                "refuse: whole regions are imported, then the run ends with an error; skip: with a"
                    + " warning; recover: the pixels that are there are imported, others are NaN.")
        DamagedRegions damaged,
    @Param(
            label = "Remove absent regions",
            decides = false,
            help = "Removes regions of earlier imports that the input does not hold.")
        boolean remove)
    implements StageParams {

  private static final String OFF = "off";

  /** Checks the values. */
  public ImcImportParams {
    Require.inRange(ImcImportParams.class, input, hotPixel, panel, slide, slides, damaged, remove);
    hotPixel = hotPixel.strip();
    slide = slide.strip();
    require(
        hotPixel.equals(OFF) || positive(hotPixel),
        "hotPixel must be off or a number of counts above 0, got '%s'",
        hotPixel);
    require(
        slide.isEmpty() || slides.getPath().isEmpty(),
        "slide and slides exclude each other, got both");
  }

  private static boolean positive(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && value < Float.MAX_VALUE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The defaults.
   *
   * @return parameters without an input
   */
  public static ImcImportParams defaults() {
    return new ImcImportParams(
        new File(""), "50", new File(""), "", new File(""), DamagedRegions.REFUSE, false);
  }

  /**
   * The threshold of the hot-pixel filter.
   *
   * @return counts; empty if the filter is off
   */
  public OptionalDouble hotPixelCounts() {
    return hotPixel.equals(OFF)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(hotPixel));
  }
}
