package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.beads.evaluation.BeadErrors.BeadError;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * Beads and registered sections of whole phantoms against the truth, pooled over samples.
 *
 * <p>Positions are compared in the gauge of {@link PhantomComparison}: the mean of a section's
 * linked tiles and one x and one y scale a sample, fitted to the tiles alone, are removed, and one
 * translation for the stack. Linked tiles that the stitch could not measure but left where the
 * stage says are left out of both. Beads count as shown where their whole disc lies on tiles.
 */
public final class BeadScore {

  private final double leastRadiusUm;
  private final List<SectionMatch> sections = new ArrayList<>();
  private final List<BeadError> errors = new ArrayList<>();
  private final List<SectionSteps.Step> steps = new ArrayList<>();

  /**
   * An empty score.
   *
   * @param leastRadiusUm apparent radius from which a bead must be found, µm
   */
  public BeadScore(double leastRadiusUm) {
    this.leastRadiusUm = leastRadiusUm;
  }

  /**
   * Adds a sample on which the stages up to {@code beads} ran; its sections too if {@code register}
   * did.
   *
   * @param truth the phantom
   * @param sample the sample made of it
   */
  public void add(PhantomTruth truth, Sample sample) {
    TreeMap<Integer, List<PlacedTile>> placed = positions(sample);
    PhantomComparison tiles =
        PhantomComparison.of(truth, placed, PhantomComparison.Gauge.TRANSLATIONS_AND_SCALES);
    Map<Integer, List<BeadRow>> rows = BeadRow.bySection(sample.read(Layout.beads()));
    List<SectionMatch> matched = new ArrayList<>();
    placed.forEach(
        (s, t) ->
            matched.add(
                new SectionMatch(
                    truth,
                    TrueSection.of(truth, s, t, tiles),
                    rows.getOrDefault(s, List.of()),
                    leastRadiusUm)));
    sections.addAll(matched);
    errors.addAll(BeadErrors.of(matched, truth.params().grid().pixelSizeUm()));
    if (sample.exists(Layout.sectionTransforms())) {
      steps.addAll(new SectionSteps(truth, placed).of(sample.read(Layout.sectionTransforms())));
    }
  }

  static TreeMap<Integer, List<PlacedTile>> positions(Sample sample) {
    TreeMap<Integer, List<PlacedTile>> placed = new TreeMap<>();
    for (int section : sample.read(Layout.acquisition()).sections()) {
      placed.put(section, sample.read(Layout.positions(section)).tiles());
    }
    return placed;
  }

  List<SectionMatch> sections() {
    return sections;
  }

  List<BeadError> errors() {
    return errors;
  }

  List<SectionSteps.Step> steps() {
    return steps;
  }

  int found() {
    return sections.stream().mapToInt(s -> s.found.size()).sum();
  }

  int shown() {
    return found() + sections.stream().mapToInt(s -> s.lost.size()).sum();
  }

  int invented() {
    return sections.stream().mapToInt(s -> s.invented.size()).sum();
  }

  int accepted() {
    return sections.stream().mapToInt(SectionMatch::accepted).sum();
  }

  int candidates() {
    return sections.stream().mapToInt(SectionMatch::candidates).sum();
  }

  /**
   * Share of the beads that were found.
   *
   * @return 0 to 1
   */
  public double recall() {
    return share(found(), shown());
  }

  /**
   * Share of the beads found from which no piece is missing.
   *
   * @return 0 to 1
   */
  public double recallOfWhole() {
    long whole =
        sections.stream()
            .flatMap(s -> s.found.stream())
            .filter(f -> !f.bead().bead().damaged())
            .count();
    return share(whole, sections.stream().mapToInt(s -> s.shownWhole).sum());
  }

  /**
   * Share of the accepted rows that show no bead.
   *
   * @return 0 to 1
   */
  public double falseShare() {
    return share(invented(), accepted());
  }

  private static double share(double part, double all) {
    return all == 0 ? 0 : part / all;
  }

  /**
   * Error of centres in the mosaic.
   *
   * @param quantile share of the beads that lie nearer
   * @return distance, px
   */
  public double distancePx(double quantile) {
    return BeadErrors.quantile(errors, BeadError::distancePx, quantile);
  }

  /**
   * Median error of centres in the beads' own tiles, of beads of some brightness.
   *
   * @param leastSnr least signal to noise
   * @return distance, µm
   */
  public double inTileUm(double leastSnr) {
    return BeadErrors.quantile(
        errors.stream().filter(e -> e.snr() >= leastSnr).toList(), BeadError::inTile, 0.5);
  }

  /**
   * Mean error of apparent radii.
   *
   * @return µm, positive if they are too large
   */
  public double radiusBiasUm() {
    return errors.stream().mapToDouble(BeadError::radius).average().orElse(0);
  }

  double radiusMedianUm() {
    return BeadErrors.quantile(errors, BeadError::radius, 0.5);
  }

  /**
   * Share of the coordinates within some standard errors of the truth.
   *
   * @param sigmas how many
   * @return 0 to 1
   */
  public double within(double sigmas) {
    long within = 0;
    for (BeadError e : errors) {
      within += Math.abs(e.x()) <= sigmas * e.sigmaX() ? 1 : 0;
      within += Math.abs(e.y()) <= sigmas * e.sigmaY() ? 1 : 0;
    }
    return share(within, coordinates());
  }

  /**
   * Coordinates compared.
   *
   * @return two a bead
   */
  public int coordinates() {
    return 2 * errors.size();
  }

  /**
   * Root mean square of the 2-D errors of steps between neighbouring sections.
   *
   * @return µm; 0 without any
   */
  public double stepUm() {
    return SectionSteps.rms(steps);
  }

  /**
   * The figures, what was lost and what is false.
   *
   * @return several lines
   */
  public String details() {
    StringBuilder text = new StringBuilder(toString());
    for (SectionMatch section : sections) {
      section.lost.forEach(l -> text.append(String.format("%n  lost: ")).append(l));
      section.invented.forEach(l -> text.append(String.format("%n  false: ")).append(l));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d beads found (%.3f; %.3f of the undamaged), %d of %d false (%.3f), %d candidates;"
            + " centres median %.3f px, 90 %% %.3f px of %d; radius %+.2f µm (median %+.2f);"
            + " %.1f %% within 1 σ, %.1f %% within 2 σ of %d; step %.3f µm",
        found(),
        shown(),
        recall(),
        recallOfWhole(),
        invented(),
        accepted(),
        falseShare(),
        candidates(),
        distancePx(0.5),
        distancePx(0.9),
        errors.size(),
        radiusBiasUm(),
        radiusMedianUm(),
        100 * within(1),
        100 * within(2),
        coordinates(),
        stepUm());
  }
}
