package org.imaxt.stitch.ingest;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.List;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.stitch.acquisition.DamagedTiles;
import org.imaxt.stitch.acquisition.GridOrder;

/**
 * Parameters of {@link IngestStage}.
 *
 * @param input folder of the acquisition
 * @param reader kind of files
 * @param damaged what to do with truncated and empty tiles
 * @param pixelSize measured pixel size, µm; 0 = as the files say
 * @param orientation how camera images lie on the stage axes
 * @param imagingDepth depth of the first layer below the surface, µm
 * @param canvasMargin room around the stage's limits, µm
 * @param ngff OME-NGFF version of a new sample
 * @param pattern grid reader: file names
 * @param columns grid reader: columns
 * @param rows grid reader: rows
 * @param order grid reader: how numbers fill the grid
 * @param overlap grid reader: nominal overlap
 * @param tileconfiguration grid reader: Fiji's positions instead of a pattern
 */
public record IngestParams(
    @Param(
            label = "Acquisition folder",
            required = true,
            file = FileRole.INPUT_FOLDER,
            help = "Folder with the Mosaic file (TissueCyte) or with the tiles (grid).")
        File input,
    @Param(
            label = "Reader",
            help =
                "tissuecyte, grid, or auto: grid if a pattern or a TileConfiguration is given,"
                    + " else tissuecyte.")
        Reader reader,
    @Param(
            label = "Damaged tiles",
            help =
                "refuse: truncated and empty files end the run before it starts; skip: they"
                    + " count as missing.")
        DamagedTiles damaged,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Measured edge length of a pixel; 0 takes the files' (1 µm for a grid). The stated"
                    + " xres is often wrong by a per cent.")
        double pixelSize,
    @Param(
            label = "Orientation",
            help =
                "How camera images lie on the stage axes; auto compares the overlaps in all eight"
                    + " and reports how sure it is.")
        OrientationChoice orientation,
    @Param(
            label = "Imaging depth",
            unit = "µm",
            range = "[0, 1000]",
            help = "Depth of the first layer below the cut surface; shifts z of everything.")
        double imagingDepth,
    @Param(
            label = "Canvas margin",
            unit = "µm",
            range = "[0, 100000]",
            help =
                "Room around the stage's limits for measured positions; 100 µm is ten times the"
                    + " stage's error.")
        double canvasMargin,
    @Param(
            label = "OME-NGFF version",
            help =
                "0.4 (Zarr v2) opens in BigStitcher, 0.5 (Zarr v3) in newer tools; for a new"
                    + " sample only.")
        String ngff,
    @Param(
            label = "Tile pattern",
            help =
                "Grid reader: file name with {i} for the tile's number, or {x} and {y} for column"
                    + " and row, and {c} for the channel.")
        String pattern,
    @Param(
            label = "Columns",
            unit = "tiles",
            range = "[0, 10000]",
            help = "Grid reader: columns of the grid; 0 = found from {x}.")
        int columns,
    @Param(
            label = "Rows",
            unit = "tiles",
            range = "[0, 10000]",
            help = "Grid reader: rows of the grid; 0 = found from {y}.")
        int rows,
    @Param(label = "Order", help = "Grid reader: how numbers fill the grid from the upper left.")
        GridOrder order,
    @Param(
            label = "Overlap",
            unit = "fraction of tile",
            range = "[0, 0.95)",
            help = "Grid reader: nominal overlap of neighbours; most microscopes use 0.1.")
        double overlap,
    @Param(
            label = "TileConfiguration",
            file = FileRole.INPUT_FILE,
            help = "Grid reader: Fiji's TileConfiguration.txt instead of a pattern.")
        File tileconfiguration)
    implements StageParams {

  /** Kind of files. */
  public enum Reader {
    /** Grid if a pattern or a TileConfiguration is given, else TissueCyte. */
    AUTO,
    /** TissueCyte, layout A or B. */
    TISSUECYTE,
    /** Any microscope's tiles. */
    GRID
  }

  /** Checks the values. */
  public IngestParams {
    Require.inRange(
        IngestParams.class,
        input,
        reader,
        damaged,
        pixelSize,
        orientation,
        imagingDepth,
        canvasMargin,
        ngff,
        pattern,
        columns,
        rows,
        order,
        overlap,
        tileconfiguration);
    require(List.of("0.4", "0.5").contains(ngff), "ngff must be 0.4 or 0.5, got '%s'", ngff);
    require(
        pattern.isEmpty() || tileconfiguration.getPath().isEmpty(),
        "pattern and tileconfiguration exclude each other, got both");
    require(
        reader != Reader.TISSUECYTE || !wantsGrid(pattern, tileconfiguration),
        "reader tissuecyte takes no pattern and no tileconfiguration");
    require(
        reader != Reader.GRID || wantsGrid(pattern, tileconfiguration),
        "reader grid needs pattern or tileconfiguration");
  }

  /**
   * The defaults.
   *
   * @return parameters without an input folder
   */
  public static IngestParams defaults() {
    return new IngestParams(
        new File(""),
        Reader.AUTO,
        DamagedTiles.REFUSE,
        0,
        OrientationChoice.AUTO,
        0,
        100,
        "0.4",
        "",
        0,
        0,
        GridOrder.ROW,
        0.1,
        new File(""));
  }

  /**
   * Whether the grid reader is asked for.
   *
   * @return false for TissueCyte
   */
  public boolean isGrid() {
    return wantsGrid(pattern, tileconfiguration);
  }

  /**
   * The Zarr version that carries the OME-NGFF version.
   *
   * @return v2 for 0.4, v3 for 0.5
   */
  public ZarrVersion zarrVersion() {
    return ngff.equals("0.4") ? ZarrVersion.V2 : ZarrVersion.V3;
  }

  private static boolean wantsGrid(String pattern, File tileconfiguration) {
    return !pattern.isEmpty() || !tileconfiguration.getPath().isEmpty();
  }
}
