package org.imaxt.imc.measure;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.NuclearStain;
import org.imaxt.core.report.Picture;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.imc.cells.ObjectKind;

/** Draws a marker over the nuclei, with the outlines of the cells. */
final class MarkerOverlay {

  /** Larger regions are drawn in part, so that outlines can be judged. */
  private static final int LARGEST_PX = 600;

  private static final int PICTURE_PX = 1000;
  private static final double WHITE = 99.5;

  private final ScanDocument scan;
  private final ObjectKind kind;
  private final SampleImage image;
  private final TiffRegion part;
  private final int[] labels;
  private final OptionalInt nuclear;

  private MarkerOverlay(Sample sample, ScanDocument scan, ObjectKind kind, TiffRegion part) {
    this.scan = scan;
    this.kind = kind;
    this.part = part;
    this.image = SampleImage.open(sample, ScanLayout.scanImage(Modality.IMC, scan.name()), 0);
    int[] rows = RegionLabels.of(sample, scan.name()).rows(kind, 1).read(part.y(), part.height());
    this.labels = new int[part.width() * part.height()];
    for (int y = 0; y < part.height(); y++) {
      System.arraycopy(rows, y * scan.widthPx() + part.x(), labels, y * part.width(), part.width());
    }
    List<ScanChannel> channels = scan.channels();
    this.nuclear =
        IntStream.range(0, channels.size())
            .filter(
                c ->
                    NuclearStain.isOne(channels.get(c).key())
                        || NuclearStain.isOne(channels.get(c).name()))
            .findFirst();
  }

  /**
   * Prepares pictures of a region.
   *
   * @param xUm middle of what is shown of a large region, µm
   * @param yUm likewise
   */
  static MarkerOverlay of(
      Sample sample, ScanDocument scan, ObjectKind kind, double xUm, double yUm) {
    int width = Math.min(LARGEST_PX, scan.widthPx());
    int height = Math.min(LARGEST_PX, scan.heightPx());
    int left = (int) (xUm / scan.pixelSizeUm()) - width / 2;
    int top = (int) (yUm / scan.pixelSizeUm()) - height / 2;
    TiffRegion part =
        new TiffRegion(
            Math.max(0, Math.min(scan.widthPx() - width, left)),
            Math.max(0, Math.min(scan.heightPx() - height, top)),
            width,
            height);
    return new MarkerOverlay(sample, scan, kind, part);
  }

  String caption(int marker) {
    String whole =
        part.width() == scan.widthPx() && part.height() == scan.heightPx()
            ? ""
            : ", %d x %d px from column %d and row %d"
                .formatted(part.width(), part.height(), part.x(), part.y());
    return "%s%s: %s in orange%s, outlines of %s; white at the %sth percentile."
        .formatted(
            scan.name(),
            whole,
            name(marker),
            nuclear.isPresent() ? " over " + name(nuclear.getAsInt()) + " in blue" : "",
            kind.word(),
            WHITE);
  }

  private String name(int channel) {
    ScanChannel c = scan.channels().get(channel);
    return c.name().isBlank() || c.name().equals(c.key())
        ? c.key()
        : "%s (%s)".formatted(c.name(), c.key());
  }

  Picture draw(int marker) {
    float[] bright = shares(marker);
    float[] nuclei = nuclear.isPresent() ? shares(nuclear.getAsInt()) : new float[bright.length];
    int times = Math.max(1, PICTURE_PX / Math.max(part.width(), part.height()));
    int width = times * part.width();
    int height = times * part.height();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y / times * part.width() + x / times;
        picture.setRGB(x, y, isOutline(x, y, times) ? 0xe0e0e0 : colour(bright[i], nuclei[i]));
      }
    }
    return Picture.of(picture);
  }

  private static int colour(float marker, float nucleus) {
    int red = Math.round(255 * marker);
    int green = Math.min(255, Math.round(150 * marker + 70 * nucleus));
    int blue = Math.round(200 * nucleus);
    return red << 16 | green << 8 | blue;
  }

  /** Whether the point lies in an object and the one to the right or below does not. */
  private boolean isOutline(int x, int y, int times) {
    int label = label(x / times, y / times);
    int right = label((x + 1) / times, y / times);
    int below = label(x / times, (y + 1) / times);
    return label != right || label != below;
  }

  private int label(int x, int y) {
    return x >= part.width() || y >= part.height() ? 0 : labels[y * part.width() + x];
  }

  /** Values from 0 to 1; 0 where nothing is known. */
  private float[] shares(int channel) {
    float[] values = image.physical(0, 0, channel, 0, part);
    float white = Picture.percentiles(values.clone(), 0, WHITE)[1];
    float[] shares = new float[values.length];
    if (white > 0) {
      for (int i = 0; i < values.length; i++) {
        shares[i] = values[i] > 0 ? Math.min(1, values[i] / white) : 0;
      }
    } else {
      Arrays.fill(shares, 0);
    }
    return shares;
  }
}
