package org.imaxt.imc.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.NuclearStain;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.TableReader;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/** How many cells there are, how large and how bright, and what they look like. */
final class MeasureReport {

  /** Regions that are drawn; a report of more would be too heavy to open. */
  private static final int MOST_REGIONS = 6;

  private static final int MARKERS = 3;

  private static final double[] QUANTILES = {0.1, 0.5, 0.9, 0.99};

  /** The last of them tells which markers some cells have and others lack. */
  private static final int BRIGHT = 3;

  private MeasureReport() {}

  /** A region as it was measured. */
  private record Measured(ScanDocument scan, TableReader table, List<ObjectKind> kinds) {

    static Measured of(Sample sample, String region) {
      return new Measured(
          sample.read(ScanLayout.scan(Modality.IMC, region)),
          TableReader.of(sample, ScanLayout.cells(region)),
          RegionLabels.of(sample, region).kinds());
    }

    /** Known values, in ascending order. */
    double[] sorted(String column) {
      return Arrays.stream(table.doubles(column)).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    double[] areasUm2(ObjectKind kind) {
      if (!kinds.contains(kind)) {
        return new double[0];
      }
      double[] areas = sorted(CellColumns.of(kind, ShapeProperty.AREA));
      double um2 = scan.pixelSizeUm() * scan.pixelSizeUm();
      Arrays.setAll(areas, i -> areas[i] * um2);
      return areas;
    }
  }

  /** The values of one channel in the cells of all regions. */
  private record Intensity(String name, String key, double[] values) {
    double quantile(int which) {
      return MeasureReport.quantile(values, QUANTILES[which]);
    }
  }

  static Report of(ImcMeasureParams params, List<String> names, Sample sample) {
    List<Measured> regions = names.stream().map(name -> Measured.of(sample, name)).toList();
    long objects = regions.stream().mapToLong(r -> r.table().rows()).sum();
    Report report =
        Report.titled("%d cells in %d regions".formatted(objects, regions.size()))
            .number("regions", regions.size(), "")
            .number("objects", objects, "");
    for (ObjectKind kind : List.of(ObjectKind.CELLS, ObjectKind.NUCLEI)) {
      double[] areas =
          regions.stream().flatMapToDouble(r -> Arrays.stream(r.areasUm2(kind))).sorted().toArray();
      if (areas.length > 0) {
        report.number(kind.word(), areas.length, "");
        report.number("median area of " + kind.word(), quantile(areas, 0.5), "µm²");
      }
    }
    report.paragraph(
        "Each region has the table %s and its neighbours in %s; imaxt export cells writes them.",
        ScanLayout.cells("<region>").path(), ScanLayout.neighbours("<region>").path());
    regionTable(report, regions, sample);
    sizes(report, regions);
    List<Intensity> intensities = intensities(regions);
    intensityTable(report, intensities);
    List<String> markers = markers(intensities);
    for (Measured region : regions.subList(0, Math.min(MOST_REGIONS, regions.size()))) {
      overlays(report, region, markers, sample);
    }
    if (regions.size() > MOST_REGIONS) {
      report.paragraph("The first %s regions are drawn.", MOST_REGIONS);
    }
    return report;
  }

  private static void regionTable(Report report, List<Measured> regions, Sample sample) {
    List<List<String>> rows = new ArrayList<>();
    for (Measured one : regions) {
      double[] cells = one.areasUm2(ObjectKind.CELLS);
      double[] nuclei = one.areasUm2(ObjectKind.NUCLEI);
      int pairs = TableReader.of(sample, ScanLayout.neighbours(one.scan().name())).rows();
      rows.add(
          List.of(
              one.scan().name(),
              Integer.toString(one.table().rows()),
              Integer.toString(cells.length),
              Integer.toString(nuclei.length),
              cells.length == 0 ? "" : Numbers.shown(quantile(cells, 0.5)),
              nuclei.length == 0 ? "" : Numbers.shown(quantile(nuclei, 0.5)),
              one.table().rows() == 0 ? "" : Numbers.shown((double) pairs / one.table().rows())));
    }
    report.table(
        "regions",
        List.of(
            "region",
            "objects",
            "cells",
            "nuclei",
            "median cell (µm²)",
            "median nucleus (µm²)",
            "neighbours a cell"),
        rows);
  }

  private static void sizes(Report report, List<Measured> regions) {
    List<Plot.Series> series = new ArrayList<>();
    for (ObjectKind kind : List.of(ObjectKind.CELLS, ObjectKind.NUCLEI)) {
      double[] areas =
          regions.stream().flatMapToDouble(r -> Arrays.stream(r.areasUm2(kind))).sorted().toArray();
      if (areas.length > 0) {
        double most = quantile(areas, 0.995);
        double[] shown = Arrays.stream(areas).filter(a -> a <= most).toArray();
        series.add(new Plot.Series(kind.word(), shown, new double[shown.length]));
      }
    }
    if (!series.isEmpty()) {
      report.image("Area, without the largest 0.5 %.", Plot.histogram(series, "area (µm²)", 60));
    }
  }

  private static List<Intensity> intensities(List<Measured> regions) {
    Map<ScanChannel, List<double[]>> values = new LinkedHashMap<>();
    for (Measured one : regions) {
      List<String> keys = CellColumns.keys(one.scan().channels());
      for (int c = 0; c < keys.size(); c++) {
        values
            .computeIfAbsent(one.scan().channels().get(c), k -> new ArrayList<>())
            .add(one.sorted(CellColumns.of(one.kinds().get(0), Statistic.MEAN, keys.get(c))));
      }
    }
    List<Intensity> intensities = new ArrayList<>();
    values.forEach(
        (channel, parts) ->
            intensities.add(
                new Intensity(
                    channel.name(),
                    channel.key(),
                    parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray())));
    return intensities;
  }

  private static void intensityTable(Report report, List<Intensity> intensities) {
    List<List<String>> rows = new ArrayList<>();
    for (Intensity one : intensities) {
      double positive =
          Arrays.stream(one.values()).filter(v -> v > 0).count()
              / (double) Math.max(1, one.values().length);
      List<String> row = new ArrayList<>(List.of(one.key(), one.name()));
      for (int q = 0; q < QUANTILES.length; q++) {
        row.add(one.values().length == 0 ? "" : Numbers.shown(one.quantile(q)));
      }
      row.add("%.0f %%".formatted(100 * positive));
      rows.add(row);
    }
    report.table(
        "mean intensity of cells",
        List.of("channel", "target", "10 %", "median", "90 %", "99 %", "above 0"),
        rows);
  }

  /** The channels with the brightest cells, by key; not those that stain nuclei. */
  private static List<String> markers(List<Intensity> intensities) {
    return intensities.stream()
        .filter(i -> i.values().length > 0)
        .filter(i -> !NuclearStain.isOne(i.key()) && !NuclearStain.isOne(i.name()))
        .sorted(Comparator.comparingDouble((Intensity i) -> -i.quantile(BRIGHT)))
        .limit(MARKERS)
        .map(Intensity::key)
        .toList();
  }

  private static void overlays(
      Report report, Measured region, List<String> markers, Sample sample) {
    if (region.table().rows() == 0) {
      return;
    }
    MarkerOverlay overlay =
        MarkerOverlay.of(
            sample,
            region.scan(),
            region.kinds().get(0),
            quantile(region.sorted(CellColumns.X_UM), 0.5),
            quantile(region.sorted(CellColumns.Y_UM), 0.5));
    List<ScanChannel> channels = region.scan().channels();
    for (int c = 0; c < channels.size(); c++) {
      if (markers.contains(channels.get(c).key())) {
        report.image(overlay.caption(c), overlay.draw(c));
      }
    }
  }

  /** The value below which a share of sorted values lies. */
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }
}
