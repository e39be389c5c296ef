package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.FederationDocument.Transform;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/** Which scan lies where, how sure that is, and how well it fits. */
final class FederateReport {

  /** Medians that the paper reached: slides on the block, regions on the block, µm. */
  private static final double PAPER_SLIDES_UM = 7;

  private static final double PAPER_REGIONS_UM = 6;

  /** More pictures make a report that no browser likes. */
  private static final int PICTURED = 24;

  private static final int CURVE = 200;

  private FederateReport() {}

  static Report of(Sample sample) {
    FederationDocument found = sample.read(Layout.federation());
    List<Scan> slides = of(found, Modality.SLIDES);
    List<Scan> regions = of(found, Modality.IMC);
    Report report =
        Report.titled(
            "%s of %s slides and %s of %s regions laid on the block"
                .formatted(
                    count(slides, Status.MATCHED),
                    slides.size(),
                    count(regions, Status.MATCHED),
                    regions.size()));
    for (Scan scan : found.scans()) {
      if (scan.status() == Status.REFUSED) {
        report.warning("%s is refused: %s", scan.name(), scan.reason());
      }
    }
    report
        .number("slides on a section", count(slides, Status.MATCHED), "")
        .number("slides beside all sections", count(slides, Status.ORPHAN), "")
        .number("slides refused", count(slides, Status.REFUSED), "")
        .number("regions on a section", count(regions, Status.MATCHED), "")
        .number("expected error of slides, median", median(errors(slides)), "µm")
        .number("expected error of regions, median", median(errors(regions)), "µm")
        .number("slides' middle below that of the imaged layer", found.depthOffsetUm(), "µm");
    report.table("Scans", HEADER, found.scans().stream().map(FederateReport::row).toList());
    posterior(report, slides);
    residuals(report, slides, regions);
    counts(report, slides);
    MergedPictures.add(report, sample, found, PICTURED);
    return report;
  }

  private static final List<String> HEADER =
      List.of(
          "scan",
          "status",
          "section",
          "probability",
          "beads",
          "transform",
          "expected error µm",
          "95 %",
          "left out, rms µm",
          "remark");

  private static List<Scan> of(FederationDocument found, Modality modality) {
    return found.scans().stream().filter(s -> s.modality() == modality).toList();
  }

  private static long count(List<Scan> scans, Status status) {
    return scans.stream().filter(s -> s.status() == status).count();
  }

  private static double[] errors(List<Scan> scans) {
    return scans.stream()
        .flatMap(s -> s.placed().stream())
        .mapToDouble(Transform::targetErrorUm)
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static List<String> row(Scan scan) {
    Optional<Transform> t = scan.placed();
    String section = Integer.toString(scan.section());
    double likely = scan.posterior().getOrDefault(section, Double.NaN);
    String remark = scan.slide().isEmpty() ? scan.reason() : "on " + scan.slide();
    if (!scan.slide().isEmpty() && !scan.reason().isEmpty()) {
      remark += "; " + scan.reason();
    }
    return List.of(
        scan.name(),
        scan.status().name().toLowerCase(java.util.Locale.ROOT),
        scan.section() == 0 ? "" : Layout.sectionName(scan.section()),
        Double.isNaN(likely) ? "" : Numbers.shown(likely),
        t.map(x -> Integer.toString(x.beads())).orElse(""),
        t.map(x -> x.model() + (x.bend().isEmpty() ? "" : ", bent")).orElse(""),
        t.map(x -> Numbers.shown(x.targetErrorUm())).orElse(""),
        t.map(x -> Numbers.shown(x.targetErrorLowUm()) + "–" + Numbers.shown(x.targetErrorHighUm()))
            .orElse(""),
        t.filter(x -> !x.leaveOneOutUm().isEmpty()).map(x -> Numbers.shown(rms(x))).orElse(""),
        remark);
  }

  private static double rms(Transform transform) {
    return Math.sqrt(
        transform.leaveOneOutUm().stream().mapToDouble(d -> d * d).average().orElse(0));
  }

  /** Slides from top to bottom, sections, orphan and none from left to right. */
  private static void posterior(Report report, List<Scan> slides) {
    List<String> places = new ArrayList<>();
    slides.forEach(
        s -> s.posterior().keySet().stream().filter(p -> !places.contains(p)).forEach(places::add));
    if (places.isEmpty()) {
      return;
    }
    places.sort(
        (a, b) -> {
          boolean na = a.matches("\\d+");
          boolean nb = b.matches("\\d+");
          return na && nb
              ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b))
              : na == nb ? b.compareTo(a) : na ? -1 : 1;
        });
    int cell = Math.max(2, Math.min(24, 900 / Math.max(places.size(), slides.size())));
    int width = places.size() * cell;
    float[] values = new float[width * slides.size() * cell];
    for (int i = 0; i < values.length; i++) {
      String place = places.get(i % width / cell);
      values[i] = slides.get(i / width / cell).posterior().getOrDefault(place, 0.0).floatValue();
    }
    report.image(
        "How likely each place is for each slide (rows: slides in the order of the table; columns:"
            + " sections %s to %s, then beside them, then not this block); yellow is certain."
                .formatted(
                    places.get(0),
                    places.stream().filter(p -> p.matches("\\d+")).reduce((a, b) -> b).orElse("")),
        Picture.map(values, width, 0, 1));
  }

  private static void residuals(Report report, List<Scan> slides, List<Scan> regions) {
    List<Plot.Series> series = new ArrayList<>();
    cumulative("beads of slides", slides).ifPresent(series::add);
    cumulative("beads of regions", regions).ifPresent(series::add);
    if (series.isEmpty()) {
      return;
    }
    series.add(line("the paper's median, slides", PAPER_SLIDES_UM));
    series.add(line("the paper's median, regions", PAPER_REGIONS_UM));
    report.image(
        "How far beads lie from where the other beads of their scan say (each left out in turn).",
        Plot.xy(series, "distance (µm)", "share of beads", Plot.Style.LINES));
  }

  private static Plot.Series line(String name, double at) {
    return new Plot.Series(name, new double[] {at, at}, new double[] {0, 1});
  }

  private static Optional<Plot.Series> cumulative(String name, List<Scan> scans) {
    double[] all =
        scans.stream()
            .flatMap(s -> s.placed().stream())
            .flatMap(t -> t.leaveOneOutUm().stream())
            .mapToDouble(d -> d)
            .sorted()
            .toArray();
    double[] share = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      share[i] = (i + 1.0) / all.length;
    }
    return all.length == 0 ? Optional.empty() : Optional.of(new Plot.Series(name, all, share));
  }

  private static void counts(Report report, List<Scan> slides) {
    for (Scan slide : slides.subList(0, Math.min(PICTURED, slides.size()))) {
      if (slide.counts().isEmpty()) {
        continue;
      }
      double[] z = slide.counts().stream().mapToDouble(FederationDocument.Count::zUm).toArray();
      double[] n = slide.counts().stream().mapToDouble(FederationDocument.Count::beads).toArray();
      List<Plot.Series> series = new ArrayList<>(List.of(new Plot.Series("pairs", z, n)));
      if (!slide.countFit().isEmpty()) {
        series.add(bell(slide.countFit(), z[0], z[z.length - 1]));
      }
      report.image(
          "%s: how many of its beads lie on beads of the slab at each depth, with a bell through it."
              .formatted(slide.name()),
          Plot.xy(series, "depth (µm)", "pairs of beads", Plot.Style.LINES));
    }
  }

  private static Plot.Series bell(List<Double> fit, double from, double to) {
    double[] x = new double[CURVE];
    double[] y = new double[CURVE];
    for (int i = 0; i < CURVE; i++) {
      x[i] = from + (to - from) * i / (CURVE - 1);
      double u = (x[i] - fit.get(0)) / fit.get(1);
      y[i] = fit.get(3) + fit.get(2) * Math.exp(-0.5 * u * u);
    }
    return new Plot.Series("bell", x, y);
  }
}
