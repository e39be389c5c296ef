package org.imaxt.federation.federate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imaxt.core.algo.federate.CoarseImage;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.NuclearStain;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.tiff.TiffRegion;

/** Images of few pixels: means over channels, each by its own spread. */
final class SmallImages {

  /** Of a plane's pixels; more tell its percentiles no better. */
  private static final int MOST_SORTED = 1 << 22;

  private SmallImages() {}

  /** A slide or region in its own frame. */
  static CoarseImage ofScan(Sample sample, Modality modality, String name, double pixelUm) {
    SampleImage image = SampleImage.open(sample, ScanLayout.scanImage(modality, name), 0);
    return of(image, all(image), pixelUm, new double[2], whole(image));
  }

  /** What shows nuclei in a part of a slide or region; its first channel if none is named so. */
  static CoarseImage ofNuclei(
      Sample sample, Modality modality, String name, double pixelUm, Optional<Field> part) {
    SampleImage image = SampleImage.open(sample, ScanLayout.scanImage(modality, name), 0);
    List<ScanDocument.ScanChannel> channels =
        sample.read(ScanLayout.scan(modality, name)).channels();
    List<Integer> nuclear =
        IntStream.range(0, channels.size())
            .filter(
                c ->
                    NuclearStain.isOne(channels.get(c).key())
                        || NuclearStain.isOne(channels.get(c).name()))
            .boxed()
            .toList();
    return of(
        image,
        nuclear.isEmpty() ? List.of(0) : nuclear,
        pixelUm,
        new double[2],
        part.orElseGet(() -> whole(image)));
  }

  private static List<Integer> all(SampleImage image) {
    return IntStream.range(0, image.channels().size()).boxed().toList();
  }

  private static Field whole(SampleImage image) {
    double p = image.voxel().xUm();
    return new Field(0, 0, image.width(0) * p, image.height(0) * p);
  }

  /** A section in the cube frame. */
  static CoarseImage ofSection(Sample sample, int section, double pixelUm) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    double[] at =
        SectionTransforms.of(sample)
            .toCube(section, acquisition.canvas().xUm(), acquisition.canvas().yUm());
    SampleImage image = SampleImage.open(sample, Layout.mosaic(section), 0);
    return of(image, all(image), pixelUm, at, whole(image));
  }

  /** Part of an image, µm from its corner, which lies at a place of the frame. */
  private static CoarseImage of(
      SampleImage image, List<Integer> channels, double pixelUm, double[] cornerUm, Field part) {
    double own = image.voxel().xUm();
    int level = 0;
    while (level + 1 < image.levels() && own * (2 << level) <= pixelUm / 2) {
      level++;
    }
    double step = own * (1 << level) / pixelUm;
    TiffRegion region = region(image, level, own * (1 << level), part);
    int w = region.width();
    int h = region.height();
    int width = Math.max(1, (int) Math.ceil(w * step));
    int height = Math.max(1, (int) Math.ceil(h * step));
    float[] values = new float[width * height];
    float[] weights = new float[values.length];
    for (int c : channels) {
      float[] plane = image.physical(level, 0, c, 0, region);
      float[] limits = limits(plane);
      float[] sum = new float[values.length];
      float[] known = new float[values.length];
      for (int i = 0; i < plane.length; i++) {
        if (Float.isFinite(plane[i])) {
          int to = (int) (i / w * step) * width + (int) (i % w * step);
          sum[to] += (plane[i] - limits[0]) / (limits[1] - limits[0]);
          known[to]++;
        }
      }
      for (int i = 0; i < sum.length; i++) {
        values[i] += known[i] > 0 ? sum[i] / known[i] : 0;
        weights[i] = known[i] > 0 ? 1 : weights[i];
      }
    }
    return new CoarseImage(
        width,
        height,
        values,
        weights,
        pixelUm,
        cornerUm[0] + region.x() * own * (1 << level),
        cornerUm[1] + region.y() * own * (1 << level));
  }

  private static TiffRegion region(SampleImage image, int level, double pixelUm, Field part) {
    int x0 = clamp(part.x0() / pixelUm, image.width(level) - 1);
    int y0 = clamp(part.y0() / pixelUm, image.height(level) - 1);
    int x1 = clamp(Math.ceil(part.x1() / pixelUm), image.width(level));
    int y1 = clamp(Math.ceil(part.y1() / pixelUm), image.height(level));
    return new TiffRegion(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0));
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }

  /** Median and what is brighter than nearly all. */
  private static float[] limits(float[] plane) {
    int step = 1 + plane.length / MOST_SORTED;
    float[] sorted = new float[plane.length / step + 1];
    int n = 0;
    for (int i = 0; i < plane.length; i += step) {
      if (Float.isFinite(plane[i])) {
        sorted[n++] = plane[i];
      }
    }
    if (n == 0) {
      return new float[] {0, 1};
    }
    Arrays.sort(sorted, 0, n);
    float low = sorted[n / 2];
    float high = sorted[(int) (0.99 * (n - 1))];
    return new float[] {low, high > low ? high : low + 1};
  }
}
