package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Table;

/**
 * How many beads were found, how well they are known, and why others were refused.
 *
 * @param params the stage's parameters
 * @param noun what an image is called
 * @param found what was found, image by image
 * @param table the table of them all
 */
record BeadsReport(BeadsParams params, String noun, List<FoundBeads> found, Table table) {
  private static final int BINS = 40;

  /**
   * Renders the report.
   *
   * @param image name of the image that a row of the table is of
   */
  Report render(IntFunction<String> image) {
    boolean[] accepted = table.booleans("accepted");
    int[] rows = IntStream.range(0, table.rows()).filter(i -> accepted[i]).toArray();
    Report report =
        Report.titled("Found %s beads in %s %ss".formatted(rows.length, found.size(), noun));
    List<String> empty = new ArrayList<>();
    List<List<String>> images = new ArrayList<>();
    int takenBack = 0;
    for (FoundBeads one : found) {
      int[] all =
          IntStream.range(0, table.rows()).filter(i -> image.apply(i).equals(one.name())).toArray();
      int[] own = Arrays.stream(all).filter(i -> accepted[i]).toArray();
      images.add(row(one, own, all.length - own.length));
      takenBack += takenBack(one, all, accepted);
      if (own.length == 0) {
        empty.add(one.name());
      }
    }
    if (!empty.isEmpty()) {
      report.warning("no beads were found in %ss %s", noun, empty);
    }
    detector(report);
    report.number("candidates", table.rows(), "").number("beads", rows.length, "");
    if (takenBack > 0) {
      report.number(
          "of these, foretold by other sections and found at a second look", takenBack, "");
    }
    if (rows.length > 0) {
      numbers(report, table, rows);
      pictures(report, table, rows);
    }
    report.table(
        Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + "s",
        List.of(
            noun,
            "channel",
            "beads",
            "refused",
            "mean radius µm",
            "dispersion µm",
            "blur µm",
            "layer µm",
            "gain ADU"),
        images);
    compare(report);
    report.table("Refused", List.of("reason", "candidates"), refused(table));
    return report;
  }

  /** Says where the network was expected and did not look. */
  private void detector(Report report) {
    Optional<String> lack = params.choice().lack();
    lack.ifPresent(
        why -> report.warning("the classical detector looked, not the network: %s", why));
    List<String> classical =
        found.stream()
            .filter(f -> f.beads().search().detector().equals(PlaneDetector.CLASSICAL))
            .map(FoundBeads::name)
            .toList();
    if (params.choice() == DetectorChoice.AUTO && lack.isEmpty() && !classical.isEmpty()) {
      report.warning(
          "the classical detector looked at %ss %s, whose pixels are of no size that the network"
              + " knows",
          noun, classical);
    }
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

  /** Beads of an image that its own fits had refused or not seen: rows follow the document's. */
  private static int takenBack(FoundBeads one, int[] all, boolean[] accepted) {
    int taken = 0;
    for (int i = 0; i < all.length; i++) {
      boolean before = i < one.beads().rows().size() && one.beads().rows().get(i).accepted();
      taken += accepted[all[i]] && !before ? 1 : 0;
    }
    return taken;
  }

  private List<String> row(FoundBeads one, int[] rows, int refused) {
    DetectionsDocument found = one.beads();
    double[] radius = pick(table.doubles("radius_um"), rows);
    double mean = Arrays.stream(radius).average().orElse(0);
    double square = Arrays.stream(radius).map(r -> (r - mean) * (r - mean)).average().orElse(0);
    return List.of(
        one.name(),
        Layout.channelName(found.channel()),
        Integer.toString(rows.length),
        Integer.toString(refused),
        Numbers.shown(mean),
        Numbers.shown(Math.sqrt(square)),
        Numbers.shown(found.optics().blurUm()),
        Numbers.shown(found.optics().thicknessUm()),
        Numbers.shown(found.gain()));
  }

  private void compare(Report report) {
    report.table(
        "Detectors",
        List.of(
            noun,
            "detector",
            "candidates",
            "accepted by the fit",
            "other detector",
            "its candidates",
            "candidates both found",
            "accepted both found"),
        found.stream().map(BeadsReport::detectors).toList());
  }

  private static List<String> detectors(FoundBeads one) {
    DetectionsDocument.Search search = one.beads().search();
    long accepted = one.beads().rows().stream().filter(DetectionsDocument.Row::accepted).count();
    boolean compared = !search.other().isEmpty();
    return List.of(
        one.name(),
        search.detector(),
        Integer.toString(one.beads().rows().size()),
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
