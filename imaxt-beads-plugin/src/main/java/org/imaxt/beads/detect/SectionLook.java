package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.algo.beads.ExpectedBead;
import org.imaxt.core.algo.beads.ExpectedFit;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.algo.register.BeadForecast;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.FittedBead;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.DetectionsDocument.Row;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/** The second look at one section. For one thread. */
final class SectionLook {

  /** Discs this near, radii, are the same. */
  private static final double SAME = 0.5;

  private final Sample sample;
  private final BeadsParams params;
  private final FoundBeads from;
  private final AcquisitionDocument acquisition;
  private final SectionRows places;
  private final List<Row> rows;
  private final Map<Integer, ImagePlane> planes = new HashMap<>();

  /**
   * A look.
   *
   * @param own the section's rows
   */
  SectionLook(Sample sample, BeadsParams params, FoundBeads from, List<FoundRow> own) {
    this.sample = sample;
    this.params = params;
    this.from = from;
    this.acquisition = sample.read(Layout.acquisition());
    this.places = new SectionRows(sample, from.beads().section());
    this.rows = new ArrayList<>(own.stream().map(FoundRow::row).toList());
  }

  /**
   * Looks.
   *
   * @param forecasts what is foretold of the section
   * @param all rows that the forecasts' witnesses are of
   * @return the section's rows
   */
  List<FoundRow> at(List<BeadForecast> forecasts, List<FoundRow> all) {
    for (BeadForecast f : forecasts) {
      int layer = layer(f);
      if (rows.stream().noneMatch(r -> r.layer() == layer && r.accepted() && isSame(r, f))) {
        look(f, layer, amplitude(f, all)).ifPresent(bead -> take(bead, f, layer));
      }
    }
    return rows.stream().map(r -> new FoundRow(from, r)).toList();
  }

  private int layer(BeadForecast f) {
    return IntStream.rangeClosed(1, acquisition.layers())
        .filter(layer -> acquisition.zUm(f.section(), layer) == f.zUm())
        .findFirst()
        .orElseThrow();
  }

  private static boolean isSame(Row r, BeadForecast f) {
    return Math.hypot(r.xUm() - f.xUm(), r.yUm() - f.yUm())
        < SAME * Math.max(r.radiusUm(), f.radiusUm());
  }

  private static double amplitude(BeadForecast f, List<FoundRow> all) {
    return RobustScale.median(
        f.witnesses().stream().mapToDouble(i -> all.get(i).row().amplitude()).toArray());
  }

  private Optional<FittedBead> look(BeadForecast f, int layer, double amplitude) {
    ImagePlane plane =
        planes.computeIfAbsent(
            layer, l -> ImagePlane.ofSection(sample, f.section(), from.beads().channel(), l));
    ExpectedBead expected =
        new ExpectedBead(
            f.xUm() - acquisition.canvas().xUm(),
            f.yUm() - acquisition.canvas().yUm(),
            f.placeSigmaUm(),
            f.radiusUm(),
            f.radiusSigmaUm(),
            amplitude);
    BeadPatch patch =
        new BeadPatches(plane, beads(layer))
            .wide(ExpectedFit.candidate(expected, 0), ExpectedFit.windowUm(expected));
    DetectionsDocument d = from.beads();
    return new ExpectedFit(
            d.optics(),
            BeadNoise.interpolated(d.gain(), d.readVariance()),
            BeadFitParams.ofRadius(params.radius(), background(layer)))
        .fit(patch, expected, 0);
  }

  /** The plane's beads as candidates, in its own frame. */
  private List<BeadCandidate> beads(int layer) {
    List<BeadCandidate> beads = new ArrayList<>();
    for (Row r : rows) {
      if (r.layer() == layer && r.accepted()) {
        double x = r.xUm() - acquisition.canvas().xUm();
        double y = r.yUm() - acquisition.canvas().yUm();
        beads.add(new BeadCandidate(beads.size() + 1, x, y, r.radiusUm(), 1));
      }
    }
    return beads;
  }

  /** What the plane shows beside its beads, ADU. */
  private double background(int layer) {
    double[] each =
        rows.stream()
            .filter(r -> r.layer() == layer && r.accepted())
            .mapToDouble(Row::background)
            .toArray();
    return each.length == 0 ? 0 : RobustScale.median(each);
  }

  /** Puts a bead in the place of the candidate that it was refused as, or behind all others. */
  private void take(FittedBead bead, BeadForecast f, int layer) {
    int best = -1;
    double least = f.radiusUm();
    for (int i = 0; i < rows.size(); i++) {
      Row r = rows.get(i);
      double distance = Math.hypot(r.xUm() - f.xUm(), r.yUm() - f.yUm());
      if (r.layer() == layer && !r.accepted() && distance < least) {
        least = distance;
        best = i;
      }
    }
    int label = best < 0 ? 0 : rows.get(best).label();
    Row taken = places.of(layer, label + 1, from.beads().optics()).row(bead, "");
    if (best < 0) {
      rows.add(taken);
    } else {
      rows.set(best, taken);
    }
  }
}
