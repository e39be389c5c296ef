package org.imaxt.federation.federate;

import java.util.Arrays;
import org.imaxt.core.algo.federate.CoarseImage;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.tiff.TiffRegion;

/** Images of few pixels: means over all channels, each by its own spread. */
final class SmallImages {

  private SmallImages() {}

  /** A slide or region in its own frame. */
  static CoarseImage ofScan(Sample sample, Modality modality, String name, double pixelUm) {
    SampleImage image = SampleImage.open(sample, ScanLayout.scanImage(modality, name), 0);
    return of(image, pixelUm, 0, 0);
  }

  /** A section in the cube frame. */
  static CoarseImage ofSection(Sample sample, int section, double pixelUm) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    double[] at =
        SectionTransforms.of(sample)
            .toCube(section, acquisition.canvas().xUm(), acquisition.canvas().yUm());
    return of(SampleImage.open(sample, Layout.mosaic(section), 0), pixelUm, at[0], at[1]);
  }

  private static CoarseImage of(SampleImage image, double pixelUm, double xUm, double yUm) {
    double own = image.voxel().xUm();
    int level = 0;
    while (level + 1 < image.levels() && own * (2 << level) <= pixelUm / 2) {
      level++;
    }
    double step = own * (1 << level) / pixelUm;
    int w = image.width(level);
    int h = image.height(level);
    int width = Math.max(1, (int) Math.ceil(w * step));
    int height = Math.max(1, (int) Math.ceil(h * step));
    float[] values = new float[width * height];
    float[] weights = new float[values.length];
    for (int c = 0; c < image.channels().size(); c++) {
      float[] plane = image.physical(level, 0, c, 0, new TiffRegion(0, 0, w, h));
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
    return new CoarseImage(width, height, values, weights, pixelUm, xUm, yUm);
  }

  /** Median and what is brighter than nearly all. */
  private static float[] limits(float[] plane) {
    float[] sorted = new float[plane.length];
    int n = 0;
    for (float value : plane) {
      if (Float.isFinite(value)) {
        sorted[n++] = value;
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
