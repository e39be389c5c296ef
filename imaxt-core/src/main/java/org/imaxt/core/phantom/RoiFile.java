package org.imaxt.core.phantom;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;

/** Writes a region as the instrument's text, and its true objects as label images and a table. */
final class RoiFile {
  private static final int TILE_PX = 256;
  private static final int PUSHES = 384;

  private RoiFile() {}

  /** One line a pixel, values with three decimals. */
  static void writeText(RoiImage image, Path file) throws IOException {
    RoiTruth roi = image.roi();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      StringBuilder line = new StringBuilder("Start_push\tEnd_push\tPushes_duration\tX\tY\tZ");
      roi.channels().forEach(c -> line.append('\t').append(c.column()));
      out.append(line).append("\n");
      for (int i = 0; i < roi.widthPx() * roi.heightPx(); i++) {
        long start = 1709L + (long) i * PUSHES;
        line.setLength(0);
        line.append(start).append('\t').append(start + PUSHES - 1).append('\t').append(PUSHES);
        line.append('\t').append(i % roi.widthPx()).append('\t').append(i / roi.widthPx());
        line.append('\t').append(i);
        for (float[] channel : image.channels()) {
          number(line.append('\t'), channel[i]);
        }
        out.append(line).append("\n");
      }
    }
  }

  private static void number(StringBuilder line, float value) {
    long thousandths = Math.round(value * 1000.0);
    line.append(thousandths / 1000).append('.');
    long rest = thousandths % 1000;
    line.append(rest / 100).append(rest / 10 % 10).append(rest % 10);
  }

  /** A label image, unsigned 32 bits. */
  static void writeLabels(RoiTruth roi, int[] labels, Path file) throws IOException {
    int w = roi.widthPx();
    int h = roi.heightPx();
    OmeMetadata ome =
        new OmeMetadata(
            roi.name(),
            w,
            h,
            1,
            1,
            PixelType.UINT32,
            new OmeMetadata.Voxel(roi.pixelSizeUm(), roi.pixelSizeUm(), 0),
            List.of(new OmeChannel("labels", 0xffffff)),
            Map.of());
    PyramidSpec spec = new PyramidSpec(ome, List.of(new PyramidSpec.Size(w, h)), TILE_PX, 1);
    PyramidTiffWriter.write(
        file,
        spec,
        (page, level, tileX, tileY) -> {
          var r = spec.region(level, tileX, tileY);
          int[] tile = new int[r.width() * r.height()];
          for (int y = 0; y < r.height(); y++) {
            System.arraycopy(labels, (r.y() + y) * w + r.x(), tile, y * r.width(), r.width());
          }
          return tile;
        });
  }

  static void writeCells(RoiImage image, Path file) throws IOException {
    StringBuilder text = new StringBuilder("object,x_um,y_um,nucleus_radius_um,lineage,dna\n");
    for (RoiImage.Cell c : image.objects()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%.3f,%.3f,%.3f,%d,%.4f\n",
              c.label(),
              c.xUm(),
              c.yUm(),
              c.radiusUm(),
              c.lineage(),
              c.dna()));
    }
    Files.writeString(file, text);
  }
}
