package org.imaxt.federation.reproject;

import java.io.File;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.export.OmeTiffExport;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.tiff.PixelType;

/** Carries images, label images and points from one frame into another. */
@StageInfo(
    id = "reproject",
    menu = "Plugins>IMAXT>Reproject...",
    summary = "Carries an image, labels or a table of points from one frame into another.",
    sample = StageInfo.SampleUse.READ,
    selects = {})
public final class ReprojectJob implements Job<ReprojectParams> {

  /** A job. */
  public ReprojectJob() {}

  @Override
  public ReprojectParams defaults() {
    return new ReprojectParams("", "", new File(""), ReprojectWhat.IMAGE, "", new File(""), 0, 0);
  }

  @Override
  public Report run(ReprojectParams params, JobContext context) {
    Frames frames = Frames.of(context.sample());
    FrameMap map = frames.map(params.from(), params.to());
    Report report =
        params.what() == ReprojectWhat.POINTS
            ? points(params, frames, map, context)
            : image(params, frames, map, context);
    return report.paragraph("The way: %s.", String.join(", ", map.frames()));
  }

  private static Report points(
      ReprojectParams params, Frames frames, FrameMap map, JobContext context) {
    Path file = params.points().toPath();
    if (!file.toFile().isFile()) {
      throw new InputException(file + " is no file");
    }
    OptionalDouble depth =
        params.to().equals(Frames.CUBE)
            ? OptionalDouble.of(depthUm(frames, map))
            : OptionalDouble.empty();
    Path out = params.out().toPath();
    long rows = new PointTable(file, map, depth).write(out, context.progress());
    return Report.titled(
        "Wrote %s points from %s in %s to %s".formatted(rows, params.from(), params.to(), out));
  }

  private static Report image(
      ReprojectParams params, Frames frames, FrameMap map, JobContext context) {
    Sample sample = context.sample();
    boolean labels = params.what() == ReprojectWhat.LABELS;
    FrameImage source =
        labels
            ? FrameImages.labels(sample, frames.kind(params.from()), params.from(), params.labels())
            : FrameImages.image(sample, frames.kind(params.from()), params.from());
    TargetGrid own = FrameImages.grid(sample, frames.kind(params.to()), params.to());
    double seen = source.pixelUm(0) * ReprojectedImage.scale(map.affine());
    double pixel = params.pixelSize() > 0 ? params.pixelSize() : Math.max(own.pixelUm(), seen);
    TargetGrid grid = pixel == own.pixelUm() ? own : own.withPixel(pixel);
    ReprojectedImage image =
        new ReprojectedImage(
            source,
            map,
            grid,
            labels ? PixelType.UINT32 : PixelType.FLOAT32,
            planes(params, frames, source, map));
    String name = "%s in %s".formatted(params.from(), params.to());
    Report report =
        OmeTiffExport.write(
            image,
            labels ? params.labels() + " of " + name : name,
            params.out().toPath(),
            labels ? ImageValues.STORED : ImageValues.PHYSICAL,
            context);
    return report
        .number("pixel size", grid.pixelUm(), "µm")
        .number("left edge", grid.xUm(), "µm")
        .number("upper edge", grid.yUm(), "µm");
  }

  /** The plane of each level of the source. */
  private static IntUnaryOperator planes(
      ReprojectParams params, Frames frames, FrameImage source, FrameMap map) {
    int count = source.pixels().planes();
    if (params.plane() > count) {
      throw new InputException(
          "plane %s was asked for, %s has 1 to %s".formatted(params.plane(), params.from(), count));
    }
    boolean cube = params.from().equals(Frames.CUBE);
    double depth =
        cube && params.plane() == 0
            ? depthUm(frames, map)
            : source.depthUm(Math.max(0, params.plane() - 1));
    if (!source.reaches(depth)) {
      throw new InputException(
          "the cube has no plane at a depth of %s µm, it has %s to %s µm; give --plane"
              .formatted(depth, source.depthUm(0), source.depthUm(count - 1)));
    }
    return level -> source.plane(level, depth);
  }

  /** Depth of the section on the way, cube frame. */
  private static double depthUm(Frames frames, FrameMap map) {
    return frames
        .depthUm(map)
        .orElseThrow(
            () ->
                new InputException(
                    "no section lies on the way, so there is no depth to choose; give a frame"
                        + " other than the cube"));
  }
}
