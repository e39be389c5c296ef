package org.imaxt.stitch.phantom;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.phantom.AcquisitionParams.Layout;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SpecimenParams;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link PhantomJob}.
 *
 * @param out folder to write
 * @param seed seed of all that is drawn
 * @param sections number of sections
 * @param rows rows of the tile grid
 * @param columns columns of the tile grid
 * @param channels number of channels
 * @param layers optical layers a section
 * @param tile width and height of a tile, px
 * @param pixelSize edge length of a pixel, µm
 * @param overlap overlap of neighbours
 * @param stageError the stage's error along an axis, µm
 * @param layout folder layout
 * @param orientation how camera images lie on the stage axes
 * @param missing fraction of tiles that are missing
 * @param without effects switched off
 * @param beadDensity beads a mm³ of agarose
 * @param slides sections with a slide scan
 * @param orphans slides of no section
 * @param rois regions of imaging mass cytometry
 * @param roiSize edge of a region, px
 * @param slideFaults what is wrong with single slides
 */
public record PhantomJobParams(
    @Param(
            label = "Output folder",
            required = true,
            file = FileRole.OUTPUT_FOLDER,
            help = "Folder to write; must be new or empty.")
        File out,
    @Param(
            label = "Seed",
            unit = "number",
            range = "[0, 1000000000]",
            help = "Equal seeds give equal files.")
        int seed,
    @Param(
            label = "Sections",
            unit = "number",
            range = "[1, 10000]",
            help = "Physical sections; 8 are the standard sample.")
        int sections,
    @Param(label = "Rows", unit = "tiles", range = "[1, 100]", help = "Rows of the tile grid.")
        int rows,
    @Param(
            label = "Columns",
            unit = "tiles",
            range = "[1, 100]",
            help = "Columns of the tile grid.")
        int columns,
    @Param(
            label = "Channels",
            unit = "number",
            range = "[1, 4]",
            help = "1: tissue strong, beads weak; 2: tissue and beads; 3 and 4: in between.")
        int channels,
    @Param(label = "Layers", unit = "number", range = "[1, 50]", help = "Optical layers a section.")
        int layers,
    @Param(
            label = "Tile side",
            unit = "px",
            range = "[32, 8192]",
            help = "416 px at 2.8 µm are quick, 2080 px at 0.56 µm are the instrument's.")
        int tile,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "(0, 100]",
            help =
                "Edge length of a pixel; tile side times pixel size is 1165 µm on the"
                    + " instrument.")
        double pixelSize,
    @Param(
            label = "Overlap",
            unit = "fraction of tile",
            range = "[0, 0.9]",
            help = "Overlap of neighbouring tiles.")
        double overlap,
    @Param(
            label = "Stage error",
            unit = "µm",
            range = "[0, 100]",
            help = "Standard error of the stage along an axis.")
        double stageError,
    @Param(label = "Layout", help = "a: a folder a section; b: a root a channel.") Layout layout,
    @Param(label = "Orientation", help = "How camera images lie on the stage axes.")
        Orientation orientation,
    @Param(
            label = "Missing tiles",
            unit = "fraction",
            range = "[0, 0.9]",
            help = "Share of tiles without files.")
        double missing,
    @Param(
            label = "Without",
            help =
                "Effects switched off, separated by commas: stage-error, drift, distortion,"
                    + " magnification, flatfield, stray-light, dark, bias, shot-noise, read-noise.")
        String without,
    @Param(
            label = "Bead density",
            unit = "beads/mm³",
            range = "[0, 2000]",
            help = "Beads in the agarose; 20 are the standard sample.")
        double beadDensity,
    @Param(
            label = "Slides",
            help =
                "Sections that a slide scanner sees too: none, all, or a list such as 1-4,7;"
                    + " written to slides/ in random order.")
        String slides,
    @Param(
            label = "Orphans",
            unit = "number",
            range = "[0, 2]",
            help =
                "With slides: 1 adds a slide cut directly above the first section, 2 also one"
                    + " directly below the last.")
        int orphans,
    @Param(
            label = "Regions",
            unit = "number",
            range = "[0, 999]",
            help =
                "Regions of imaging mass cytometry on the slides, written to imc/ as .txt with"
                    + " their true labels.")
        int rois,
    @Param(
            label = "Region edge",
            unit = "px",
            range = "[16, 3000]",
            help = "Width and height of a region, in pixels of 1 µm.")
        int roiSize,
    @Param(
            label = "Slide faults",
            help =
                "What is wrong with slides, such as 3:torn,5:no-beads: no-beads, few-beads, torn,"
                    + " other-block, twice.")
        String slideFaults)
    implements StageParams {

  /** Checks the values. */
  public PhantomJobParams {
    Require.inRange(
        PhantomJobParams.class,
        out,
        seed,
        sections,
        rows,
        columns,
        channels,
        layers,
        tile,
        pixelSize,
        overlap,
        stageError,
        layout,
        orientation,
        missing,
        without,
        beadDensity,
        slides,
        orphans,
        rois,
        roiSize,
        slideFaults);
    effects(without);
    slideParams(slides, sections, orphans, rois, roiSize, slideFaults);
  }

  /**
   * The standard sample of quick tiles.
   *
   * @return parameters without a folder
   */
  public static PhantomJobParams defaults() {
    return new PhantomJobParams(
        new File(""),
        1,
        8,
        5,
        5,
        2,
        1,
        416,
        2.8,
        0.1,
        6,
        Layout.A,
        Orientation.IDENTITY,
        0,
        "",
        20,
        "none",
        1,
        0,
        700,
        "");
  }

  /** The same as the renderer takes it. */
  PhantomParams toPhantom() {
    return PhantomParams.defaults()
        .withSeed(seed)
        .withSections(sections)
        .withGrid(rows, columns)
        .withChannels(channels)
        .withLayers(layers)
        .withTile(tile, tile, pixelSize)
        .withOverlap(overlap)
        .withStageErrorUm(stageError)
        .withLayout(layout)
        .withOrientation(orientation)
        .withMissingFraction(missing)
        .without(effects(without))
        .withSpecimen(SpecimenParams.defaults().withBeadsPerMm3(beadDensity))
        .withSlides(slideParams(slides, sections, orphans, rois, roiSize, slideFaults));
  }

  private static SlideParams slideParams(
      String slides, int sections, int orphans, int rois, int roiSize, String faults) {
    List<Integer> chosen = SlideOptions.sections(slides, sections);
    return SlideParams.none()
        .withSections(chosen)
        .withOrphans(chosen.isEmpty() ? 0 : orphans)
        .withRois(rois, roiSize)
        .withFaults(SlideOptions.faults(faults));
  }

  private static Effect[] effects(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(PhantomJobParams::effect)
        .toArray(Effect[]::new);
  }

  private static Effect effect(String word) {
    return Arrays.stream(Effect.values())
        .filter(e -> e.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("without names no effect '%s'".formatted(word)));
  }
}
