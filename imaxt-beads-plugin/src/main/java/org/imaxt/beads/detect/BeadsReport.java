package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/** How many beads were found, how well they are known, and why others were refused. */
final class BeadsReport {
  private static final int BINS = 40;

  private BeadsReport() {}

  static Report of(BeadsParams params, Sample sample) {
    Table table = sample.read(Layout.beads());
    boolean[] accepted = table.booleans("accepted");
    int[] rows = IntStream.range(0, table.rows()).filter(i -> accepted[i]).toArray();
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Report report =
        Report.titled(
            "Found %s beads in %s sections".formatted(rows.length, acquisition.sections().size()));
    List<Integer> empty = new ArrayList<>();
    List<List<String>> sections = new ArrayList<>();
    List<List<String>> detectors = new ArrayList<>();
    for (int section : acquisition.sections()) {
      if (sample.exists(Layout.detections(section))) {
        DetectionsDocument found = sample.read(Layout.detections(section));
        sections.add(row(found, of(rows, table, section), table));
        detectors.add(detectors(found));
        if (of(rows, table, section).length == 0) {
          empty.add(section);
        }
      }
    }
    if (!empty.isEmpty()) {
      report.warning("no beads were found in sections %s", empty);
    }
    params
        .choice()
        .lack()
        .ifPresent(
            why -> report.warning("the classical detector looked, not the network: %s", why));
    report.number("candidates", table.rows(), "").number("beads", rows.length, "");
    if (rows.length > 0) {
      numbers(report, table, rows);
      pictures(report, table, rows);
    }
    report.table(
        "Sections",
        List.of(
            "section",
            "channel",
            "beads",
            "refused",
            "mean radius µm",
            "dispersion µm",
            "blur µm",
            "layer µm",
            "gain ADU"),
        sections);
    compare(report, detectors);
    report.table("Refused", List.of("reason", "candidates"), refused(table));
    return report;
  }

  private static int[] of(int[] rows, Table table, int section) {
    int[] sections = table.ints("section");
    return Arrays.stream(rows).filter(i -> sections[i] == section).toArray();
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void numbers(Report report, Table table, int[] rows) {
    report
        .number("apparent radius, median", median(pick(table.doubles("radius_um"), rows)), "µm")
        .number(
            "standard error along x, median", median(pick(table.doubles("x_sigma_um"), rows)), "µm")
        .number("signal to noise of a pixel, median", median(pick(table.doubles("snr"), rows)), "")
        .number("reduced deviance, median", median(pick(table.doubles("deviance"), rows)), "");
  }

  private static void pictures(Report report, Table table, int[] rows) {
    double[] radius = pick(table.doubles("radius_um"), rows);
    double[] snr = pick(table.doubles("snr"), rows);
    double[] sigma = pick(table.doubles("x_sigma_um"), rows);
    report.image(
        "Apparent radii: the largest cross-section of each bead inside the imaged layer.",
        Plot.histogram(
            List.of(new Plot.Series("beads", radius, radius)), "apparent radius (µm)", BINS));
    report.image(
        "Height of the beads over the noise of one pixel.",
        Plot.histogram(List.of(new Plot.Series("beads", snr, snr)), "signal to noise", BINS));
    report.image(
        "Standard error of the centre along x against the apparent radius.",
        Plot.xy(
            List.of(new Plot.Series("beads", radius, sigma)),
            "apparent radius (µm)",
            "standard error (µm)",
            Plot.Style.POINTS));
  }

  private static List<String> row(DetectionsDocument found, int[] rows, Table table) {
    double[] radius = pick(table.doubles("radius_um"), rows);
    double mean = Arrays.stream(radius).average().orElse(0);
    double square = Arrays.stream(radius).map(r -> (r - mean) * (r - mean)).average().orElse(0);
    return List.of(
        Layout.sectionName(found.section()),
        Layout.channelName(found.channel()),
        Integer.toString(rows.length),
        Integer.toString(found.rows().size() - rows.length),
        Numbers.shown(mean),
        Numbers.shown(Math.sqrt(square)),
        Numbers.shown(found.optics().blurUm()),
        Numbers.shown(found.optics().thicknessUm()),
        Numbers.shown(found.gain()));
  }

  private static void compare(Report report, List<List<String>> detectors) {
    report.table(
        "Detectors",
        List.of(
            "section",
            "detector",
            "candidates",
            "accepted by the fit",
            "other detector",
            "its candidates",
            "candidates both found",
            "accepted both found"),
        detectors);
  }

  private static List<String> detectors(DetectionsDocument found) {
    DetectionsDocument.Search search = found.search();
    long accepted = found.rows().stream().filter(DetectionsDocument.Row::accepted).count();
    boolean compared = !search.other().isEmpty();
    return List.of(
        Layout.sectionName(found.section()),
        search.detector(),
        Integer.toString(found.rows().size()),
        Long.toString(accepted),
        compared ? search.other() : "none",
        compared ? Integer.toString(search.otherCandidates()) : "",
        compared ? Integer.toString(search.shared()) : "",
        compared ? Integer.toString(search.sharedAccepted()) : "");
  }

  private static List<List<String>> refused(Table table) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String reason : table.texts("reason")) {
      if (!reason.isEmpty()) {
        counts.merge(reason, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(e -> List.of(e.getKey(), Integer.toString(e.getValue())))
        .toList();
  }
}
