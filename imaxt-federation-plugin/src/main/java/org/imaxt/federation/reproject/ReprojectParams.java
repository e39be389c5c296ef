package org.imaxt.federation.reproject;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link ReprojectJob}.
 *
 * @param from name of the source frame
 * @param to name of the target frame
 * @param out file to write
 * @param what what is carried over
 * @param labels name of the label image
 * @param points table of points
 * @param pixelSize edge of a pixel written, µm; 0 = the coarser of source and target
 * @param plane plane of the source from 1; 0 = the first, or that of the section in the cube
 */
public record ReprojectParams(
    @Param(
            label = "From",
            required = true,
            help = "Frame of the source: a section such as S003, cube, a slide or a region.")
        String from,
    @Param(
            label = "To",
            required = true,
            help = "Frame of the target; its own canvas becomes that of the image written.")
        String to,
    @Param(
            label = "Output file",
            required = true,
            file = FileRole.OUTPUT_FILE,
            help = "Pyramidal OME-TIFF to write, or with --what points the table.")
        File out,
    @Param(
            label = "What",
            help =
                "image: bilinear, NaN where nothing is known; labels: nearest neighbour, uint32;"
                    + " points: a table with columns x_um and y_um.")
        ReprojectWhat what,
    @Param(
            label = "Labels",
            help = "Name of the label image, such as beads, nuclei or cells; for labels only.")
        String labels,
    @Param(
            label = "Points",
            file = FileRole.INPUT_FILE,
            help =
                "CSV file with columns x_um and y_um in the source frame; all its columns are"
                    + " kept. For points only.")
        File points,
    @Param(
            label = "Pixel size",
            unit = "µm",
            range = "[0, 10000]",
            help =
                "Edge of a pixel written; 0, the default, takes the coarser of source and target,"
                    + " so that nothing is written that is not seen.")
        double pixelSize,
    @Param(
            label = "Plane",
            unit = "number",
            range = "[0, 100000]",
            help =
                "Plane of the source; 0, the default, is the first of a section, and in the cube"
                    + " that of the section the target lies on.")
        int plane)
    implements StageParams {

  /** Checks the values. */
  public ReprojectParams {
    Require.inRange(ReprojectParams.class, from, to, out, what, labels, points, pixelSize, plane);
    Require.require(
        (what == ReprojectWhat.LABELS) == !labels.isBlank(),
        "labels must name a label image with what labels, and with nothing else, got '%s'",
        labels);
    Require.require(
        (what == ReprojectWhat.POINTS) == !points.getPath().isEmpty(),
        "points must name a table with what points, and with nothing else, got '%s'",
        points);
    Require.require(
        !labels.contains("/") && !labels.contains(".."), "labels must be a name, got '%s'", labels);
  }
}
