package org.imaxt.federation.federate;

import java.awt.image.BufferedImage;
import java.util.List;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.tiff.TiffRegion;

/** A section and the scans that lie on it in one picture (the paper's Figure 3). */
final class MergedPictures {

  private static final int LARGEST_PX = 700;
  private static final double WHITE = 99.5;

  private MergedPictures() {}

  /** Slides first; a region is drawn with the section round it. */
  static void add(Report report, Sample sample, FederationDocument found, int most) {
    List<Scan> placed =
        found.scans().stream().filter(s -> s.placed().isPresent()).limit(most).toList();
    for (Scan scan : placed) {
      String section = Layout.sectionName(scan.section());
      if (new Receipts(sample).find("fuse", section).isPresent()) {
        report.image(
            "%s on %s: the section in red, the scan in green and blue (first and last channel)."
                .formatted(scan.name(), section),
            picture(sample, scan));
      }
    }
  }

  private static Picture picture(Sample sample, Scan scan) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Plane block =
        Plane.of(
            SampleImage.open(sample, Layout.mosaic(scan.section()), 0),
            acquisition.channels() - 1,
            acquisition.canvas().xUm(),
            acquisition.canvas().yUm());
    SampleImage image =
        SampleImage.open(sample, ScanLayout.scanImage(scan.modality(), scan.name()), 0);
    int last = image.channels().size() - 1;
    Plane first = Plane.of(image, scan.modality() == Modality.IMC ? last : 0, 0, 0);
    Plane second = Plane.of(image, scan.modality() == Modality.IMC ? 0 : last, 0, 0);
    Affine toScan = Affine.of(scan.placed().orElseThrow().affine()).inverse();
    BufferedImage drawing =
        new BufferedImage(block.width, block.height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < block.height; y++) {
      for (int x = 0; x < block.width; x++) {
        double xUm = block.xUm + (x + 0.5) * block.pixelUm;
        double yUm = block.yUm + (y + 0.5) * block.pixelUm;
        double sx = toScan.x(xUm, yUm);
        double sy = toScan.y(xUm, yUm);
        int rgb = block.shade(xUm, yUm) << 16 | first.shade(sx, sy) << 8 | second.shade(sx, sy);
        drawing.setRGB(x, y, rgb);
      }
    }
    return Picture.of(drawing);
  }

  /** A channel at a level of few pixels. */
  private record Plane(
      float[] values,
      int width,
      int height,
      double pixelUm,
      double xUm,
      double yUm,
      float black,
      float white) {

    static Plane of(SampleImage image, int channel, double xUm, double yUm) {
      int level = 0;
      while (level + 1 < image.levels()
          && Math.max(image.width(level), image.height(level)) > LARGEST_PX) {
        level++;
      }
      int w = image.width(level);
      int h = image.height(level);
      float[] values = image.physical(level, 0, channel, 0, new TiffRegion(0, 0, w, h));
      float[] limits = Picture.percentiles(values, 20, WHITE);
      return new Plane(
          values, w, h, image.voxel().xUm() * (1 << level), xUm, yUm, limits[0], limits[1]);
    }

    /** 0 to 255; 0 outside and where nothing is known. */
    int shade(double x, double y) {
      int px = (int) Math.floor((x - xUm) / pixelUm);
      int py = (int) Math.floor((y - yUm) / pixelUm);
      if (px < 0 || py < 0 || px >= width || py >= height) {
        return 0;
      }
      float value = values[py * width + px];
      return Float.isNaN(value)
          ? 0
          : Math.round(255 * Math.max(0, Math.min(1, (value - black) / (white - black))));
    }
  }
}
