package org.imaxt.federation.slides;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Output;
import org.imaxt.core.zarr.ZarrArray;

/** What was imported: every slide at a glance. */
final class SlidesReport {

  private static final int LARGEST_PICTURE_PX = 640;

  /** More pictures make a report that no browser likes. */
  private static final int PICTURED = 200;

  private SlidesReport() {}

  static Report of(List<Output> outputs, Sample sample) {
    List<ScanDocument> scans =
        outputs.stream().map(o -> sample.read(ScanLayout.scan(Modality.SLIDES, o.name()))).toList();
    Report report = Report.titled("Slides: %s imported".formatted(scans.size()));
    report.number("slides", scans.size(), "");
    report.number(
        "pixels",
        scans.stream().mapToDouble(s -> (double) s.widthPx() * s.heightPx()).sum() / 1e6,
        "Mpx");
    List<List<String>> rows = new ArrayList<>();
    for (ScanDocument scan : scans) {
      rows.add(
          List.of(
              scan.name(),
              scan.file(),
              scan.source(),
              scan.widthPx() + " x " + scan.heightPx(),
              String.format(Locale.ROOT, "%.4g", scan.pixelSizeUm()),
              scan.metadata().getOrDefault("pixel size from", ""),
              scan.channels().stream()
                  .map(ScanDocument.ScanChannel::name)
                  .collect(Collectors.joining(", "))));
    }
    report.table(
        "Slides",
        List.of("name", "file", "kind", "size px", "pixel µm", "pixel size from", "channels"),
        rows);
    flatfields(report, scans);
    for (ScanDocument scan : scans.subList(0, Math.min(PICTURED, scans.size()))) {
      report.image(
          "%s: all channels in their colours.".formatted(scan.name()),
          picture(SlideImages.open(scan.name(), sample)));
    }
    return report;
  }

  private static void flatfields(Report report, List<ScanDocument> scans) {
    List<List<String>> rows = new ArrayList<>();
    for (ScanDocument scan : scans) {
      for (Map.Entry<String, String> entry : scan.metadata().entrySet()) {
        if (entry.getKey().startsWith("flat field ")) {
          rows.add(List.of(scan.name(), entry.getValue()));
          if (entry.getValue().contains("none: ")) {
            report.warning("%s is laid without flat field: %s", scan.name(), entry.getValue());
          } else if (entry.getValue().contains(SlideFlatfields.NO_OVERLAPS)) {
            report.warning(
                "%s: its flat field rests on tiles alone: %s", scan.name(), entry.getValue());
          }
        }
      }
    }
    if (!rows.isEmpty()) {
      report.table("Flat fields of tiles", List.of("slide", "channels"), rows);
    }
  }

  /** All channels, each stretched over its window, added up in their colours. */
  private static Picture picture(OmeImage image) {
    ZarrArray level = level(image);
    int width = (int) level.spec().shape()[4];
    int height = (int) level.spec().shape()[3];
    float[] sum = new float[3 * width * height];
    List<Channel> channels = image.document().channels();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      Object pixels = LevelBlock.read(level, c + 1, 1).pixels();
      int colour = Integer.parseInt(channel.color(), 16);
      double range = Math.max(1e-12, channel.end() - channel.start());
      for (int i = 0; i < width * height; i++) {
        double value =
            pixels instanceof short[] shorts ? shorts[i] & 0xffff : ((float[]) pixels)[i];
        double part = Math.max(0, Math.min(1, (value - channel.start()) / range));
        for (int primary = 0; primary < 3; primary++) {
          sum[3 * i + primary] += (float) (part * (colour >> 8 * (2 - primary) & 0xff));
        }
      }
    }
    BufferedImage drawing = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int rgb = 0;
      for (int primary = 0; primary < 3; primary++) {
        rgb = rgb << 8 | Math.min(255, Math.round(sum[3 * i + primary]));
      }
      drawing.setRGB(i % width, i / width, rgb);
    }
    return Picture.of(drawing);
  }

  private static ZarrArray level(OmeImage image) {
    return image.levels().stream()
        .filter(l -> Math.max(l.spec().shape()[3], l.spec().shape()[4]) <= LARGEST_PICTURE_PX)
        .findFirst()
        .orElse(image.levels().get(image.levels().size() - 1));
  }
}
