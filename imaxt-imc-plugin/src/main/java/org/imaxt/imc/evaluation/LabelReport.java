package org.imaxt.imc.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.imaxt.core.algo.evaluate.LabelScore;
import org.imaxt.core.report.Plot;
import org.imaxt.core.report.Report;

/** Scores of label images as numbers, a table and plots. */
final class LabelReport {

  private LabelReport() {}

  static Report of(Map<String, LabelScore> scores, double pixelUm) {
    List<LabelScore> each = List.copyOf(scores.values());
    LabelScore all = each.stream().reduce(LabelScore.none(), LabelScore::plus);
    Report report =
        Report.titled(
            "Found %s objects in %s images, %s are true"
                .formatted(all.foundObjects(), all.images(), all.truthObjects()));
    report.paragraph(
        "F1 is twice what matches over the sum of what is found and what is true, pooled over all"
            + " images. Objects match one to one where they share at least a part (IoU) of the"
            + " pixels of both; centres within %s µm, of pixels of %s µm.",
        LabelScore.NEAR_UM, pixelUm);
    report
        .number("pixel F1", all.pixelF1(), "")
        .number("object F1 at IoU 0.5", all.objectF1(), "")
        .number("object F1, mean of IoU 0.5 to 0.95", all.meanObjectF1(), "")
        .number("object F1 at IoU 0.5, mean of images", mean(each, LabelScore::objectF1), "")
        .number("pixel F1, mean of images", mean(each, LabelScore::pixelF1), "")
        .number("detection F1 within 5 µm", all.detectionF1(), "");
    double correlation = LabelScore.countCorrelation(each);
    if (!Double.isNaN(correlation)) {
      report.number("correlation of the numbers of objects", correlation, "");
    }
    return plots(report.table("Images", header(), rows(scores)), all, each);
  }

  private static double mean(List<LabelScore> scores, ToDoubleFunction<LabelScore> of) {
    return scores.stream().mapToDouble(of).average().orElse(Double.NaN);
  }

  private static List<String> header() {
    return List.of(
        "image", "true", "found", "pixel F1", "object F1", "IoU 0.5-0.95", "within 5 µm");
  }

  private static List<List<String>> rows(Map<String, LabelScore> scores) {
    List<List<String>> rows = new ArrayList<>();
    scores.forEach(
        (name, s) ->
            rows.add(
                List.of(
                    name,
                    String.valueOf(s.truthObjects()),
                    String.valueOf(s.foundObjects()),
                    number(s.pixelF1()),
                    number(s.objectF1()),
                    number(s.meanObjectF1()),
                    number(s.detectionF1()))));
    return rows;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static Report plots(Report report, LabelScore all, List<LabelScore> each) {
    double[] thresholds = LabelScore.THRESHOLDS.stream().mapToDouble(t -> t).toArray();
    double[] f1 = IntStream.range(0, thresholds.length).mapToDouble(all::objectF1).toArray();
    double[] truth = each.stream().mapToDouble(LabelScore::truthObjects).toArray();
    double[] found = each.stream().mapToDouble(LabelScore::foundObjects).toArray();
    return report
        .image(
            "Object F1 against the least intersection over union of a match",
            Plot.xy(
                List.of(new Plot.Series("all images", thresholds, f1)),
                "IoU",
                "object F1",
                Plot.Style.LINES))
        .image(
            "Numbers of objects image by image",
            Plot.xy(
                List.of(new Plot.Series("image", truth, found)),
                "true objects",
                "found objects",
                Plot.Style.POINTS));
  }
}
