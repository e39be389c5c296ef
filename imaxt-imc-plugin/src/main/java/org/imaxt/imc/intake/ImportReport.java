package org.imaxt.imc.intake;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.RegionDocument;
import org.imaxt.core.sample.RegionDocument.ChannelFigures;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Output;

/** What was imported: each region in colours, its channels, and where it lies on the stage. */
final class ImportReport {

  /** Regions that are drawn; a report of more would be too heavy to open. */
  private static final int MOST_PICTURES = 60;

  private static final int LARGEST_PICTURE_PX = 512;

  private static final double WHITE = 99.5;

  private ImportReport() {}

  /** A region as the sample has it. */
  private record Imported(ScanDocument scan, RegionDocument region) {}

  static Report of(List<Output> outputs, List<String> notes, Optional<Path> panel, Sample sample) {
    List<Imported> regions = new ArrayList<>();
    for (Output output : outputs) {
      regions.add(
          new Imported(
              sample.read(ScanLayout.scan(Modality.IMC, output.name())),
              sample.read(ScanLayout.region(output.name()))));
    }
    Report report = Report.titled("%d regions of imaging mass cytometry".formatted(regions.size()));
    notes.forEach(note -> report.warning("%s", note));
    for (Imported one : regions) {
      one.region().notes().forEach(note -> report.warning("%s: %s", one.scan().name(), note));
    }
    report
        .number("regions", regions.size(), "")
        .number(
            "missing pixels", regions.stream().mapToLong(r -> r.region().missingPixels()).sum(), "")
        .number("hot pixels", regions.stream().mapToLong(ImportReport::hotPixels).sum(), "");
    panel.ifPresent(p -> report.paragraph("Channels are named by the panel %s.", p.getFileName()));
    report.paragraph(
        "A region opens as the OME image %s of the sample; pictures that came with the"
            + " regions lie in %s.",
        ScanLayout.scanImage(Modality.IMC, "<region>"), ScanLayout.IMC_PICTURES);
    regionTable(report, regions);
    channelTables(report, regions);
    stage(report, regions);
    for (Imported one : regions.subList(0, Math.min(MOST_PICTURES, regions.size()))) {
      picture(report, one, sample);
    }
    if (regions.size() > MOST_PICTURES) {
      report.paragraph("The first %s regions are drawn.", MOST_PICTURES);
    }
    return report;
  }

  private static long hotPixels(Imported one) {
    return one.region().channels().stream().mapToLong(ChannelFigures::hotPixels).sum();
  }

  private static void regionTable(Report report, List<Imported> regions) {
    List<List<String>> rows = new ArrayList<>();
    for (Imported one : regions) {
      ScanDocument scan = one.scan();
      List<Double> affine = scan.stageAffine();
      rows.add(
          List.of(
              scan.name(),
              scan.source() + " " + scan.file(),
              "%d x %d".formatted(scan.widthPx(), scan.heightPx()),
              Numbers.shown(scan.pixelSizeUm()),
              Integer.toString(scan.channels().size()),
              Long.toString(one.region().missingPixels()),
              Long.toString(hotPixels(one)),
              scan.slide().isEmpty() ? "open" : scan.slide(),
              affine.isEmpty()
                  ? "unknown"
                  : Numbers.shown(affine.get(2)) + ", " + Numbers.shown(affine.get(5))));
    }
    report.table(
        "regions",
        List.of(
            "region",
            "file",
            "size (px)",
            "pixel (µm)",
            "channels",
            "missing",
            "hot pixels",
            "slide",
            "corner on stage x, y down (µm)"),
        rows);
  }

  /** Regions with the same channels share a table. */
  private static void channelTables(Report report, List<Imported> regions) {
    Map<List<ScanDocument.ScanChannel>, List<Imported>> groups = new LinkedHashMap<>();
    for (Imported one : regions) {
      groups.computeIfAbsent(one.scan().channels(), c -> new ArrayList<>()).add(one);
    }
    groups.forEach(
        (channels, group) -> {
          List<List<String>> rows = new ArrayList<>();
          for (int c = 0; c < channels.size(); c++) {
            final int channel = c;
            rows.add(
                List.of(
                    channels.get(c).key(),
                    channels.get(c).name(),
                    Numbers.shown(
                        group.stream()
                            .mapToDouble(r -> r.region().channels().get(channel).max())
                            .max()
                            .orElse(0)),
                    Numbers.shown(mean(group, channel)),
                    Long.toString(
                        group.stream()
                            .mapToLong(r -> r.region().channels().get(channel).hotPixels())
                            .sum())));
          }
          report.table(
              groups.size() == 1
                  ? "channels"
                  : "channels of %s and %d more"
                      .formatted(group.get(0).scan().name(), group.size() - 1),
              List.of("channel", "target", "max (counts)", "mean (counts)", "hot pixels"),
              rows);
        });
  }

  /** Mean over all known pixels of a group. */
  private static double mean(List<Imported> group, int channel) {
    double sum = 0;
    double pixels = 0;
    for (Imported one : group) {
      double known =
          (double) one.scan().widthPx() * one.scan().heightPx() - one.region().missingPixels();
      sum += known * one.region().channels().get(channel).mean();
      pixels += known;
    }
    return pixels == 0 ? 0 : sum / pixels;
  }

  /** A drawing a file: each has a stage of its own. */
  private static void stage(Report report, List<Imported> regions) {
    Map<String, List<ScanDocument>> placed = new LinkedHashMap<>();
    for (Imported one : regions) {
      if (!one.scan().stageAffine().isEmpty()) {
        String stem = one.scan().name().replaceFirst("_\\d+$", "");
        placed.computeIfAbsent(stem, f -> new ArrayList<>()).add(one.scan());
      }
    }
    placed.forEach(
        (stem, scans) ->
            report.image(
                "Where the regions of %s lie on the instrument's stage.".formatted(stem),
                StageMap.draw(scans)));
  }

  private static void picture(Report report, Imported one, Sample sample) {
    OmeImage image = RegionImage.open(sample, one.scan().name());
    int level = 0;
    while (level < image.levels().size() - 1
        && Math.max(one.scan().widthPx(), one.scan().heightPx()) >> level > LARGEST_PICTURE_PX) {
      level++;
    }
    double[] means = one.region().channels().stream().mapToDouble(ChannelFigures::mean).toArray();
    List<Integer> shown = ChannelLooks.shown(one.scan().channels(), means);
    long[] shape = image.levels().get(level).spec().shape();
    int[] rgb = new int[(int) (shape[3] * shape[4])];
    List<String> labels = new ArrayList<>();
    List<String> words = List.of("red", "green", "blue");
    for (int i = 0; i < shown.size(); i++) {
      paint(rgb, RegionImage.read(image, level, shown.get(i)), 16 - 8 * i);
      labels.add(words.get(i) + " " + ChannelLooks.label(one.scan().channels().get(shown.get(i))));
    }
    BufferedImage picture = enlarged(rgb, (int) shape[4], (int) shape[3]);
    report.image(
        "%s: %s; white at the %sth percentile."
            .formatted(one.scan().name(), String.join(", ", labels), WHITE),
        Picture.of(picture));
  }

  /** Small regions are drawn with several pixels a pixel. */
  private static BufferedImage enlarged(int[] rgb, int width, int height) {
    int times = Math.max(1, LARGEST_PICTURE_PX / Math.max(width, height));
    BufferedImage picture =
        new BufferedImage(times * width, times * height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < times * height; y++) {
      for (int x = 0; x < times * width; x++) {
        picture.setRGB(x, y, rgb[y / times * width + x / times]);
      }
    }
    return picture;
  }

  /** Adds a channel as one of the colours; unknown pixels stay black. */
  private static void paint(int[] rgb, float[] values, int shift) {
    float white = Picture.percentiles(values, 0, WHITE)[1];
    for (int i = 0; i < rgb.length; i++) {
      if (values[i] > 0) {
        rgb[i] |= Math.min(255, Math.round(255 * values[i] / white)) << shift;
      }
    }
  }
}
