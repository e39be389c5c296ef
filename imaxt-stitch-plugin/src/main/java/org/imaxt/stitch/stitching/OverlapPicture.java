package org.imaxt.stitch.stitching;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.PositionsDocument.Link;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.Flatfields;
import org.imaxt.stitch.tiles.SectionTiles;

/**
 * An overlap as two tiles show it, one in magenta and one in green: before, as the camera saw it
 * and where the stage says; after, calibrated and where the tiles were placed. What agrees is grey.
 */
final class OverlapPicture {

  /** Percentiles from black to full colour. */
  private static final double LOW = 2;

  private static final double HIGH = 99.5;

  /** Side of what is shown, µm: details are cells. */
  private static final double SIDE_UM = 240;

  private static final int GAP_PX = 8;

  /** Least side of the drawing of either state, px. */
  private static final int DRAWN_PX = 240;

  private final SectionTiles tiles;
  private final PositionsDocument positions;
  private final Link link;
  private final double pixelUm;

  private OverlapPicture(SectionTiles tiles, PositionsDocument positions, Link link) {
    this.tiles = tiles;
    this.positions = positions;
    this.link = link;
    this.pixelUm = tiles.acquisition().pixelSizeUm();
  }

  /** Adds the picture of the overlap that says most, if any says anything. */
  static void draw(Report report, List<PositionsDocument> sections, int layer, Sample sample) {
    for (PositionsDocument section : sections) {
      Optional<Link> best =
          section.links().stream()
              .filter(l -> l.matched() && l.weight() > 0)
              .min(Comparator.comparingDouble(l -> l.sigmaXUm() + l.sigmaYUm()));
      if (best.isPresent()) {
        OverlapPicture picture =
            new OverlapPicture(SectionTiles.open(sample, section.section()), section, best.get());
        report.image(
            ("Overlap of tiles %s (magenta) and %s (green) of section %s, %s µm wide: left as the"
                    + " camera saw it and where the stage says, right calibrated and placed. Grey"
                    + " agrees, coloured does not.")
                .formatted(best.get().a(), best.get().b(), section.section(), Math.round(SIDE_UM)),
            picture.drawn(layer, sample));
        return;
      }
    }
  }

  private Picture drawn(int layer, Sample sample) {
    int channel = tiles.channels(link.a(), layer).get(0);
    AcquisitionDocument acquisition = tiles.acquisition();
    Flatfield none = Flatfield.identity(acquisition.tileWidthPx(), acquisition.tileHeightPx());
    Flatfield flatfield = Flatfields.of(sample, acquisition, channel);
    double[] placed = {
      (tile(link.b()).xUm() - tile(link.a()).xUm()) / pixelUm,
      (tile(link.b()).yUm() - tile(link.a()).yUm()) / pixelUm
    };
    double[] stage = {link.stageDxUm() / pixelUm, link.stageDyUm() / pixelUm};
    Interval shown = brightest(tiles.corrected(link.a(), layer, channel, flatfield), placed);
    float[][] before = {
      values(tiles.corrected(link.a(), layer, channel, none), shown, new double[2]),
      values(tiles.corrected(link.b(), layer, channel, none), shown, stage)
    };
    var inverse = Distortions.inverse(sample, acquisition);
    float[][] after = {
      values(tiles.undistorted(link.a(), layer, channel, flatfield, inverse), shown, new double[2]),
      values(tiles.undistorted(link.b(), layer, channel, flatfield, inverse), shown, placed)
    };
    return beside(before, after, (int) shown.dimension(0), (int) shown.dimension(1));
  }

  private PlacedTile tile(int number) {
    return positions.tiles().stream().filter(t -> t.tile() == number).findFirst().orElseThrow();
  }

  /** The square of the overlap with the strongest contrast. */
  private Interval brightest(RandomAccessibleInterval<FloatType> a, double[] step) {
    int w = (int) a.dimension(0);
    int h = (int) a.dimension(1);
    int x0 = (int) Math.max(0, Math.ceil(step[0]));
    int y0 = (int) Math.max(0, Math.ceil(step[1]));
    int width = (int) Math.min(w, w + step[0]) - x0;
    int height = (int) Math.min(h, h + step[1]) - y0;
    int side = (int) Math.round(SIDE_UM / pixelUm);
    int sideX = Math.min(side, width);
    int sideY = Math.min(side, height);
    Interval best = null;
    double most = -1;
    for (int y = y0; y + sideY <= y0 + height; y += Math.max(1, sideY / 2)) {
      for (int x = x0; x + sideX <= x0 + width; x += Math.max(1, sideX / 2)) {
        Interval here =
            new FinalInterval(new long[] {x, y}, new long[] {x + sideX - 1, y + sideY - 1});
        float[] range = Picture.percentiles(values(a, here, new double[2]), LOW, HIGH);
        if (range[1] - range[0] > most) {
          most = range[1] - range[0];
          best = here;
        }
      }
    }
    return best;
  }

  /** Pixels of a tile in a rectangle of the first tile, a step away; NaN outside. */
  private static float[] values(
      RandomAccessibleInterval<FloatType> tile, Interval where, double[] step) {
    int width = (int) where.dimension(0);
    float[] values = new float[width * (int) where.dimension(1)];
    RandomAccess<FloatType> access = tile.randomAccess();
    for (int i = 0; i < values.length; i++) {
      long x = where.min(0) + i % width - Math.round(step[0]);
      long y = where.min(1) + i / width - Math.round(step[1]);
      boolean inside = x >= 0 && y >= 0 && x < tile.dimension(0) && y < tile.dimension(1);
      values[i] = Float.NaN;
      if (inside) {
        access.setPosition(x, 0);
        access.setPosition(y, 1);
        values[i] = access.get().get();
      }
    }
    return values;
  }

  private static Picture beside(float[][] before, float[][] after, int width, int height) {
    int enlarged = Math.max(1, DRAWN_PX / Math.max(width, height));
    int w = enlarged * width;
    BufferedImage image =
        new BufferedImage(2 * w + GAP_PX, enlarged * height, BufferedImage.TYPE_INT_RGB);
    paint(image, before, 0, width, enlarged);
    paint(image, after, w + GAP_PX, width, enlarged);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = w; x < w + GAP_PX; x++) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    return Picture.of(image);
  }

  private static void paint(
      BufferedImage image, float[][] pair, int left, int width, int enlarged) {
    float[] first = Picture.percentiles(pair[0], LOW, HIGH);
    float[] second = Picture.percentiles(pair[1], LOW, HIGH);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < enlarged * width; x++) {
        int i = y / enlarged * width + x / enlarged;
        int a = level(pair[0][i], first);
        int b = level(pair[1][i], second);
        image.setRGB(left + x, y, a << 16 | b << 8 | a);
      }
    }
  }

  private static int level(float value, float[] range) {
    float share = (value - range[0]) / Math.max(1e-6f, range[1] - range[0]);
    return share >= 0 ? Math.round(255 * Math.min(1, share)) : 0;
  }
}
