package org.imaxt.imc.segmentation;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.algo.segment.ProbabilityBlocks.Kind;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SegmentationDocument;
import org.imaxt.core.zarr.ZarrGroup;

/** What was found: counts and sizes, outlines over the nuclear stain, and the probabilities. */
final class SegmentReport {

  /** Regions that are drawn; a report of more would be too heavy to open. */
  private static final int MOST_PICTURES = 30;

  /** Side of what is drawn of a region, px. */
  private static final int LARGEST_PX = 360;

  /** Places across and down of which the one with the most nuclei is drawn. */
  private static final int PLACES = 5;

  private SegmentReport() {}

  private record Segmented(String region, double pixelUm, SegmentationDocument found) {}

  static Report of(List<String> regions, RegionStains stains) {
    List<Segmented> all = new ArrayList<>();
    for (String region : regions) {
      all.add(
          new Segmented(
              region,
              stains.scan(region).pixelSizeUm(),
              stains.sample().read(ScanLayout.segmentation(Modality.IMC, region))));
    }
    long nuclei = all.stream().mapToLong(s -> s.found().nuclei()).sum();
    Report report =
        Report.titled("Found %s nuclei and cells in %s regions".formatted(nuclei, all.size()));
    List<String> empty =
        all.stream().filter(s -> s.found().nuclei() == 0).map(Segmented::region).toList();
    if (!empty.isEmpty()) {
      report.warning("no nuclei were found in %s", empty);
    }
    report.number("nuclei", nuclei, "");
    report.number("cells without cytoplasm", sum(all, SegmentationDocument::bare), "");
    table(report, all);
    sizes(report, all);
    for (Segmented one : all.subList(0, Math.min(MOST_PICTURES, all.size()))) {
      pictures(report, one, stains);
    }
    if (all.size() > MOST_PICTURES) {
      report.paragraph("The first %s regions are drawn.", MOST_PICTURES);
    }
    return report.paragraph(
        "Labels open as %s/labels/nuclei and cells, probabilities as %s; a cell has its nucleus'"
            + " number.",
        ScanLayout.scanImage(Modality.IMC, "<region>"),
        ScanLayout.scanProbabilities(Modality.IMC, "<region>"));
  }

  private static long sum(List<Segmented> all, Function<SegmentationDocument, Long> of) {
    return all.stream().mapToLong(s -> of.apply(s.found())).sum();
  }

  private static void table(Report report, List<Segmented> all) {
    List<List<String>> rows = new ArrayList<>();
    for (Segmented one : all) {
      SegmentationDocument found = one.found();
      rows.add(
          List.of(
              one.region(),
              Long.toString(found.nuclei()),
              median(found.nucleusDiameters(), found.binUm()),
              median(found.cellDiameters(), found.binUm()),
              Long.toString(found.bare()),
              Numbers.shown(found.nucleusThreshold()),
              Numbers.shown(found.cellThreshold()),
              String.join(", ", found.nuclear()),
              found.cytoplasm().isEmpty() ? "none" : String.join(", ", found.cytoplasm())));
    }
    report.table(
        "regions",
        List.of(
            "region",
            "nuclei",
            "median diameter of nuclei (µm)",
            "median diameter of cells (µm)",
            "without cytoplasm",
            "threshold of nuclei",
            "threshold of cells",
            "nuclear channels",
            "cytoplasm channels"),
        rows);
  }

  /** Middle of the bin that holds the median. */
  private static String median(List<Integer> counts, double binUm) {
    long all = counts.stream().mapToLong(i -> i).sum();
    long before = 0;
    for (int bin = 0; bin < counts.size(); bin++) {
      before += counts.get(bin);
      if (2 * before >= all && all > 0) {
        return Numbers.shown((bin + 0.5) * binUm);
      }
    }
    return "";
  }

  private static void sizes(Report report, List<Segmented> all) {
    List<Plot.Series> series = new ArrayList<>();
    add(series, "nuclei", all, SegmentationDocument::nucleusDiameters);
    add(series, "cells", all, SegmentationDocument::cellDiameters);
    if (!series.isEmpty()) {
      report.image(
          "Sizes of nuclei and cells: diameters of discs of their areas, in bins of %s µm."
              .formatted(SegmentCounts.BIN_UM),
          Plot.xy(series, "diameter (µm)", "number", Plot.Style.LINES));
    }
  }

  private static void add(
      List<Plot.Series> series,
      String name,
      List<Segmented> all,
      Function<SegmentationDocument, List<Integer>> of) {
    int bins = all.stream().mapToInt(s -> of.apply(s.found()).size()).max().orElse(0);
    if (bins == 0) {
      return;
    }
    double[] x = new double[bins + 1];
    double[] y = new double[bins + 1];
    for (int bin = 0; bin <= bins; bin++) {
      x[bin] = (bin + 0.5) * SegmentCounts.BIN_UM;
      for (Segmented one : all) {
        List<Integer> counts = of.apply(one.found());
        y[bin] += bin < counts.size() ? counts.get(bin) : 0;
      }
    }
    series.add(new Plot.Series(name, x, y));
  }

  /** A part of a region at full resolution, where there is most to see. */
  private static void pictures(Report report, Segmented one, RegionStains stains) {
    ZarrGroup image =
        ZarrGroup.open(stains.sample().store(), ScanLayout.scanImage(Modality.IMC, one.region()));
    ProbabilityImage map =
        ProbabilityImage.open(
            ZarrGroup.open(
                stains.sample().store(), ScanLayout.scanProbabilities(Modality.IMC, one.region())));
    Box box = fullest(image, map.width(), map.height());
    int width = box.width();
    int height = box.height();
    String part =
        width < map.width() || height < map.height()
            ? ", %s x %s px from column %s and row %s".formatted(width, height, box.x(), box.y())
            : "";
    float[] stain = stains.of(one.region()).nuclear().read(box);
    int[] nuclei = labels(image, ScanLayout.NUCLEI, box);
    int[] cells = labels(image, ScanLayout.CELLS, box);
    Outlines drawn = Outlines.of(width, height);
    report.paragraph("%s%s", one.region(), part);
    report.image(
        "%s%s: the nuclear stain with outlines of nuclei (red) and cells (green)."
            .formatted(one.region(), part),
        drawn.over(stain, nuclei, cells, width));
    float[] nucleus = new float[box.pixels()];
    float[] cell = new float[box.pixels()];
    map.read(Kind.NUCLEUS, box, nucleus);
    map.read(Kind.CELL, box, cell);
    report.image(
        "%s%s: probability of nucleus (blue) and cytoplasm (green).".formatted(one.region(), part),
        classes(nucleus, cell, width, drawn.times()));
  }

  private static Box fullest(ZarrGroup image, int width, int height) {
    int wide = Math.min(LARGEST_PX, width);
    int high = Math.min(LARGEST_PX, height);
    int across = width > wide ? PLACES : 1;
    int down = height > high ? PLACES : 1;
    Box best = new Box(0, 0, wide, high);
    long most = -1;
    for (int k = 0; k < across * down; k++) {
      long x = (long) (width - wide) * (k % across) / Math.max(1, across - 1);
      long y = (long) (height - high) * (k / across) / Math.max(1, down - 1);
      Box box = new Box((int) x, (int) y, wide, high);
      long pixels =
          Arrays.stream(labels(image, ScanLayout.NUCLEI, box)).filter(i -> i != 0).count();
      best = pixels > most ? box : best;
      most = Math.max(most, pixels);
    }
    return best;
  }

  private static int[] labels(ZarrGroup image, String name, Box box) {
    return new StoredLabels(LabelImage.open(image, name).levels().get(0)).read(box);
  }

  private static Picture classes(float[] nucleus, float[] cell, int width, int times) {
    int height = nucleus.length / width;
    BufferedImage image =
        new BufferedImage(times * width, times * height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < times * height; y++) {
      for (int x = 0; x < times * width; x++) {
        int i = y / times * width + x / times;
        int n = (int) (255 * nucleus[i]);
        int c = Math.max(0, (int) (200 * (cell[i] - nucleus[i])));
        int dim = n / 3; // pure blue is hard to see
        image.setRGB(x, y, dim << 16 | Math.min(255, dim + c) << 8 | n);
      }
    }
    return Picture.of(image);
  }
}
