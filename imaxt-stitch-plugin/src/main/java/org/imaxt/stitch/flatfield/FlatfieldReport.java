package org.imaxt.stitch.flatfield;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Flatfields;

/** The flat fields and what they do to the overlaps. */
final class FlatfieldReport {

  private static final int PICTURE_PX = 420;

  private FlatfieldReport() {}

  static Report of(int channels, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<FlatfieldDocument> documents = new ArrayList<>();
    for (int channel = 1; channel <= channels; channel++) {
      documents.add(sample.read(Layout.flatfieldQuality(channel)));
    }
    long estimated = documents.stream().filter(FlatfieldDocument::estimated).count();
    Report report = Report.titled("Flat field: %s of %s channels".formatted(estimated, channels));
    documents.stream()
        .filter(d -> !d.estimated())
        .forEach(d -> report.warning("channel %s: %s", d.channel(), d.reason()));
    for (FlatfieldDocument one : documents) {
      report
          .number(
              "channel %s: overlap difference before".formatted(one.channel()),
              100 * one.overlapDifferenceBefore(),
              "%")
          .number(
              "channel %s: overlap difference after".formatted(one.channel()),
              100 * one.overlapDifferenceAfter(),
              "%");
    }
    report.table(
        "What it does to overlaps",
        List.of("channel", "before", "after", "expected error", "pairs registered"),
        documents.stream().map(FlatfieldReport::effect).toList());
    report.table(
        "What it is estimated from",
        List.of("channel", "method", "images used", "dark ADU", "from", "noise ADU", "ripple"),
        documents.stream().map(FlatfieldReport::origin).toList());
    for (FlatfieldDocument one : documents) {
      draw(report, Flatfields.of(sample, acquisition, one.channel()), one.channel());
    }
    return report;
  }

  private static void draw(Report report, Flatfield flatfield, int channel) {
    float[] shown = new float[flatfield.width() * flatfield.height()];
    float low = Float.MAX_VALUE;
    float high = 0;
    for (int i = 0; i < shown.length; i++) {
      boolean useful = flatfield.maskAt(i) > 0;
      shown[i] = useful ? flatfield.gainAt(i) : Float.NaN;
      low = useful ? Math.min(low, shown[i]) : low;
      high = useful ? Math.max(high, shown[i]) : high;
    }
    int step = Math.max(1, flatfield.width() / PICTURE_PX);
    report.image(
        "Channel %s: gain from %s (dark) to %s (yellow); grey: left out as stray light."
            .formatted(channel, Numbers.shown(low), Numbers.shown(high)),
        Picture.map(
            thinned(shown, flatfield.width(), step),
            (flatfield.width() + step - 1) / step,
            low,
            high));
  }

  private static float[] thinned(float[] values, int width, int step) {
    int height = values.length / width;
    int columns = (width + step - 1) / step;
    int rows = (height + step - 1) / step;
    float[] thinned = new float[columns * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        thinned[y * columns + x] = values[y * step * width + x * step];
      }
    }
    return thinned;
  }

  /** Wave vectors in cycles a field. */
  private static String ripple(FlatfieldDocument one) {
    return one.ripple().stream()
        .map(r -> Numbers.shown(r.cyclesX()) + " × " + Numbers.shown(r.cyclesY()))
        .collect(Collectors.joining("; "));
  }

  private static List<String> effect(FlatfieldDocument one) {
    return List.of(
        Integer.toString(one.channel()),
        Numbers.shown(100 * one.overlapDifferenceBefore()) + " %",
        Numbers.shown(100 * one.overlapDifferenceAfter()) + " %",
        Numbers.shown(100 * one.uncertainty()) + " %",
        "%s of %s".formatted(one.pairsRegistered(), one.pairs()));
  }

  private static List<String> origin(FlatfieldDocument one) {
    return List.of(
        Integer.toString(one.channel()),
        one.method(),
        "%s of %s".formatted(one.tilesUsed(), one.tilesOffered()),
        Numbers.shown(one.darkAdu()),
        one.darkSource(),
        Numbers.shown(one.noiseAdu()),
        ripple(one));
  }
}
