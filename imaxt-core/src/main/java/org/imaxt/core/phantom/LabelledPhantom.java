package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import net.imglib2.view.Views;
import org.imaxt.core.model.Orientation;

/**
 * A piece of a section as a mosaic's coarse level shows it, and the bead each pixel belongs to; for
 * networks to learn from.
 *
 * <p>The specimen is drawn much more widely than the default phantom's: any share of tissue, beads
 * of other sizes, in crowds or few, dim or bright, thin and thick layers, sharp and blurred, and
 * the noise of one pixel or of the mean of many. Tiles, distortion and illumination are left out: a
 * mosaic is free of them.
 *
 * @param image intensities, ADU, width × height, row by row
 * @param labels number of the bead, from 1, whose cross-section in the imaged layer holds the
 *     pixel's centre; 0 for none; of two the one above
 * @param widthPx columns, px
 * @param heightPx rows, px
 * @param discs the beads' cross-sections
 */
public record LabelledPhantom(
    float[] image, int[] labels, int widthPx, int heightPx, List<Disc> discs) {

  /** Channel 1 shows beads so weakly that no one would look for them there: one image in twelve. */
  private static final int WITH_WEAK_BEADS = 12;

  /**
   * The largest cross-section of a bead inside the imaged layer.
   *
   * @param label number of the bead in the labels
   * @param xPx x of the centre, px from the outer corner of pixel (0, 0)
   * @param yPx y of the centre, likewise
   * @param radiusPx apparent radius, px
   * @param damaged whether a piece is broken off
   */
  public record Disc(int label, double xPx, double yPx, double radiusPx, boolean damaged) {}

  /**
   * Draws and renders one piece.
   *
   * @param seed seed of all that is drawn
   * @param edgePx columns and rows, px
   * @param pixelSizeUm edge of a pixel, µm
   * @return the piece
   */
  public static LabelledPhantom render(long seed, int edgePx, double pixelSizeUm) {
    Draw draw = new Draw(Draw.mix(seed));
    int channel =
        draw.uniform("channel") * WITH_WEAK_BEADS < 1 ? 1 : 2 + (int) (3 * draw.uniform("which"));
    int section = 1 + (int) (3 * draw.uniform("section"));
    PhantomParams params =
        PhantomParams.defaults()
            .withSeed(draw.key("specimen"))
            .withTile(edgePx, edgePx, pixelSizeUm)
            .withGrid(1, 1)
            .withSections(section)
            .withChannels(channel)
            .withOrientation(Orientation.IDENTITY)
            .withSpecimen(specimen(draw))
            .withOptics(optics(draw))
            .only(Effect.DARK, Effect.BIAS, Effect.SHOT_NOISE, Effect.READ_NOISE);
    return of(params, section, channel);
  }

  /**
   * Renders the only tile of a phantom whose camera does not distort, and labels it.
   *
   * @param params the phantom: a grid of one tile, identity orientation, neither stage error nor
   *     drift, distortion nor magnification
   * @param section section, from 1
   * @param channel channel, from 1
   * @return the piece
   */
  public static LabelledPhantom of(PhantomParams params, int section, int channel) {
    GridParams grid = params.grid();
    boolean moved =
        params.has(Effect.STAGE_ERROR)
            || params.has(Effect.DRIFT)
            || params.has(Effect.DISTORTION)
            || params.has(Effect.MAGNIFICATION);
    require(
        grid.tiles() == 1 && grid.orientation() == Orientation.IDENTITY && !moved,
        "labels need one tile where the stage says, unturned and undistorted, got %s tiles",
        grid.tiles());
    TilePhantom phantom = TilePhantom.of(params).build(section, 1, TaskExecutors.singleThreaded());
    float[] image = new float[grid.tileWidthPx() * grid.tileHeightPx()];
    int[] at = {0};
    Views.flatIterable(phantom.tile(0, channel)).forEach(v -> image[at[0]++] = v.get());
    return label(image, phantom);
  }

  private static SpecimenParams specimen(Draw draw) {
    SpecimenParams d = SpecimenParams.defaults();
    double radius = draw.in(new Range(36, 56), "radius");
    // More electrons at the same ratios are only less noise: a coarse level is a mean of pixels.
    double light = Math.pow(8, draw.uniform("light"));
    boolean bare = draw.uniform("bare") < 0.15;
    return new SpecimenParams(
        d.sectionUm(),
        0,
        0,
        bare ? 0 : draw.in(new Range(0.3, 1.6), "tissue width"),
        bare ? 0 : draw.in(new Range(0.3, 1.6), "tissue height"),
        (int) (14 * draw.uniform("satellites")),
        draw.in(new Range(0.2, 0.7), "contrast"),
        draw.in(new Range(30, 90), "depth scale"),
        Math.pow(10, draw.in(new Range(1.5, 2.5), "density")),
        radius,
        draw.in(new Range(2, 7), "radius spread"),
        new Range(0.6 * radius, 1.4 * radius),
        draw.in(new Range(0.1, 0.5), "amplitude spread"),
        0.08,
        scaled(draw.in(new Range(100, 600), "tissue light"), light),
        scaled(draw.in(new Range(300, 700), "bead light"), light));
  }

  private static Range scaled(double value, double factor) {
    return new Range(0.9 * value * factor, 1.1 * value * factor);
  }

  private static OpticsParams optics(Draw draw) {
    OpticsParams d = OpticsParams.defaults();
    return new OpticsParams(
        draw.in(new Range(8, 18), "layer"),
        draw.in(new Range(15, 60), "layer depth"),
        draw.in(new Range(40, 100), "decay"),
        d.layerStepUm(),
        new Range(0.8, 4),
        d.vignetting(),
        d.ripple(),
        d.stray(),
        d.strayLength(),
        0,
        0,
        d.crossTerm());
  }

  private static LabelledPhantom label(float[] image, TilePhantom phantom) {
    PhantomTruth truth = phantom.truth();
    GridParams grid = truth.params().grid();
    double pixelUm = grid.pixelSizeUm();
    int width = grid.tileWidthPx();
    int height = grid.tileHeightPx();
    double top = phantom.section().layerTopUm();
    double thickness = truth.params().optics().layerThicknessUm();
    Labels labels = new Labels(new int[width * height], new double[width * height], width);
    List<Disc> discs = new ArrayList<>();
    for (PhantomBead bead : truth.beads()) {
      double radius = bead.visibleRadiusUm(top, thickness) / pixelUm;
      double x = (bead.xUm() - grid.stageOriginXUm()) / pixelUm;
      double y = (bead.yUm() - grid.stageOriginYUm()) / pixelUm;
      boolean shows =
          radius > 0 && x > -radius && y > -radius && x < width + radius && y < height + radius;
      if (!shows) {
        continue;
      }
      Disc disc = new Disc(discs.size() + 1, x, y, radius, bead.damaged());
      discs.add(disc);
      labels.paint(disc, bead, pixelUm);
    }
    return new LabelledPhantom(image, labels.numbers(), width, height, List.copyOf(discs));
  }

  /** Numbers of the beads, and how high the uppermost of them reaches. */
  private record Labels(int[] numbers, double[] tops, int width) {

    void paint(Disc disc, PhantomBead bead, double pixelUm) {
      double cutX = StrictMath.cos(bead.cutAngleRad());
      double cutY = StrictMath.sin(bead.cutAngleRad());
      int rows = numbers.length / width;
      int first = (int) Math.max(0, Math.floor(disc.yPx() - disc.radiusPx()));
      int last = (int) Math.min(rows - 1, Math.ceil(disc.yPx() + disc.radiusPx()));
      for (int j = first; j <= last; j++) {
        for (int i = 0; i < width; i++) {
          double dx = i + 0.5 - disc.xPx();
          double dy = j + 0.5 - disc.yPx();
          double inside = disc.radiusPx() * disc.radiusPx() - dx * dx - dy * dy;
          boolean gone = bead.damaged() && (dx * cutX + dy * cutY) * pixelUm > bead.cutAtUm();
          int at = j * width + i;
          if (inside > 0 && !gone && inside > tops[at]) {
            tops[at] = inside;
            numbers[at] = disc.label();
          }
        }
      }
    }
  }
}
