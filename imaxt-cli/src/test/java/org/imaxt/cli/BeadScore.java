package org.imaxt.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TileTruth;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/**
 * Beads and registered sections of whole phantoms against the truth, pooled over samples.
 *
 * <p>Positions are compared in the gauge of {@link PhantomComparison}: the mean of a section's
 * linked tiles and one x and one y scale a sample, fitted to the tiles alone, are removed, and one
 * translation for the stack. Linked tiles that the stitch could not measure but left where the
 * stage says are left out of both. Beads count as shown where their whole disc lies on tiles.
 */
final class BeadScore {
  /** Apparent radius from which a bead must be found, µm. */
  private static final double LEAST_RADIUS_UM = 8;

  /** How far from a bead's centre what shows that bead may lie: radii, but at least so many px. */
  private static final double NEAR_RADII = 0.5;

  private static final double NEAR_PX = 2;

  int shown;
  int candidates;
  int found;
  int shownWhole;
  int foundWhole;
  int accepted;
  int wrong;
  final List<Double> distancesPx = new ArrayList<>();
  final List<Double> radiusErrorsUm = new ArrayList<>();
  final List<Double> pulls = new ArrayList<>();
  final List<Double> stepsUm = new ArrayList<>();
  private final List<Residual> residuals = new ArrayList<>();
  final List<String> lost = new ArrayList<>();
  final List<String> invented = new ArrayList<>();

  /** Measured less true place of a bead and its standard errors, µm. */
  private record Residual(double x, double y, double sigmaX, double sigmaY, double pixelUm) {}

  /** Adds a sample on which the stages up to {@code beads} and {@code register} ran. */
  void add(PhantomTruth truth, Sample sample) {
    TreeMap<Integer, List<PlacedTile>> placed = new TreeMap<>();
    for (int section : sample.read(Layout.acquisition()).sections()) {
      placed.put(section, sample.read(Layout.positions(section)).tiles());
    }
    PhantomComparison tiles =
        PhantomComparison.of(truth, placed, PhantomComparison.Gauge.TRANSLATIONS_AND_SCALES);
    Table beads = sample.read(Layout.beads());
    placed.forEach((s, t) -> section(truth, beads, frame(truth, s, t, tiles)));
    settle();
    steps(truth, placed, sample.read(Layout.sectionTransforms()));
  }

  private static BeadFrame frame(
      PhantomTruth truth, int section, List<PlacedTile> placed, PhantomComparison tiles) {
    SectionTruth s = truth.sections().get(section - 1);
    double pixel = truth.params().grid().pixelSizeUm();
    double w = truth.params().grid().turnedWidthPx() * pixel;
    double h = truth.params().grid().turnedHeightPx() * pixel;
    double[] off = meanOff(s, placed);
    double[] gauge = {
      off[0], off[1], tiles.scaleX(), tiles.scaleY(), off[2] + 0.5 * w, off[3] + 0.5 * h
    };
    return new BeadFrame(s, byTile(placed), pixel, w, h, gauge);
  }

  /** Means over linked tiles: measured less true position, then true position. */
  private static double[] meanOff(SectionTruth s, List<PlacedTile> placed) {
    Map<Integer, PlacedTile> byTile = byTile(placed);
    double[] mean = new double[4];
    List<TileTruth> linked =
        s.tiles().stream().filter(t -> t.linked() && isMeasured(byTile, t)).toList();
    for (TileTruth t : linked) {
      mean[0] += (byTile.get(t.tile()).xUm() - t.trueXUm()) / linked.size();
      mean[1] += (byTile.get(t.tile()).yUm() - t.trueYUm()) / linked.size();
      mean[2] += t.trueXUm() / linked.size();
      mean[3] += t.trueYUm() / linked.size();
    }
    return mean;
  }

  private static boolean isMeasured(Map<Integer, PlacedTile> byTile, TileTruth t) {
    return byTile.get(t.tile()).source() == PlacedTile.Source.MEASURED;
  }

  private static Map<Integer, PlacedTile> byTile(List<PlacedTile> placed) {
    Map<Integer, PlacedTile> byTile = new HashMap<>();
    placed.forEach(t -> byTile.put(t.tile(), t));
    return byTile;
  }

  private void section(PhantomTruth truth, Table beads, BeadFrame f) {
    double thickness = truth.params().optics().layerThicknessUm();
    List<BeadFrame.Seen> seen = new ArrayList<>();
    for (PhantomBead b : truth.beads()) {
      double r = b.visibleRadiusUm(f.truth().layerTopUm(), thickness);
      if (r > 0) {
        seen.add(
            new BeadFrame.Seen(
                b, b.xUm() + f.truth().driftXUm(), b.yUm() + f.truth().driftYUm(), r));
      }
    }
    int[] rows = rows(beads, f.truth().section());
    boolean[] isAccepted = beads.booleans("accepted");
    boolean[] used = new boolean[beads.rows()];
    for (BeadFrame.Seen s : seen) {
      int row = nearest(beads, rows, isAccepted, used, f, s);
      boolean counts = s.left() > LEAST_RADIUS_UM && f.showsWhole(s);
      if (row >= 0) {
        used[row] = true;
        found += counts ? 1 : 0;
        foundWhole += counts && !s.bead().damaged() ? 1 : 0;
        if (counts && f.tile(s).linked() && isMeasured(f.placed(), f.tile(s))) {
          measured(beads, row, f, s);
        }
      } else if (counts) {
        lost.add(describe(f, s) + why(beads, rows, f, s));
      }
      shown += counts ? 1 : 0;
      shownWhole += counts && !s.bead().damaged() ? 1 : 0;
    }
    for (int row : rows) {
      candidates++;
      accepted += isAccepted[row] ? 1 : 0;
      if (isAccepted[row] && !used[row]) {
        wrong++;
        invented.add(describe(beads, row, f, seen));
      }
    }
  }

  private static int[] rows(Table beads, int section) {
    int[] sections = beads.ints("section");
    return IntStream.range(0, beads.rows()).filter(i -> sections[i] == section).toArray();
  }

  /** From where a bead's own tile puts it, whatever the tile's own error, to a row, µm. */
  private static double[] away(Table beads, int row, BeadFrame f, BeadFrame.Seen s) {
    TileTruth t = f.tile(s);
    PlacedTile p = f.placed().get(t.tile());
    return new double[] {
      beads.doubles("x_um")[row] - s.x() - (p.xUm() - t.trueXUm()),
      beads.doubles("y_um")[row] - s.y() - (p.yUm() - t.trueYUm())
    };
  }

  /** From where the section puts a bead to a row, µm. */
  private static double[] off(Table beads, int row, BeadFrame f, BeadFrame.Seen s) {
    return new double[] {
      beads.doubles("x_um")[row] - f.x(s.x()), beads.doubles("y_um")[row] - f.y(s.y())
    };
  }

  private static int nearest(
      Table beads, int[] rows, boolean[] accepted, boolean[] used, BeadFrame f, BeadFrame.Seen s) {
    int best = -1;
    double least = Math.max(NEAR_PX * f.pixelUm(), NEAR_RADII * s.radius());
    for (int row : rows) {
      double[] off = away(beads, row, f, s);
      double d = Math.hypot(off[0], off[1]);
      if (accepted[row] && !used[row] && d < least) {
        least = d;
        best = row;
      }
    }
    return best;
  }

  private void measured(Table beads, int row, BeadFrame f, BeadFrame.Seen s) {
    double[] off = off(beads, row, f, s);
    double tile = beads.doubles("tile_sigma_um")[row];
    double radius = beads.doubles("radius_um")[row] - s.radius();
    residuals.add(
        new Residual(
            off[0],
            off[1],
            Math.hypot(beads.doubles("x_sigma_um")[row], tile),
            Math.hypot(beads.doubles("y_sigma_um")[row], tile),
            f.pixelUm()));
    radiusErrorsUm.add(radius);
  }

  /** Takes a sample's residuals free of their median: the stack's translation is unknown. */
  private void settle() {
    double x = median(residuals.stream().map(Residual::x).toList());
    double y = median(residuals.stream().map(Residual::y).toList());
    for (Residual r : residuals) {
      distancesPx.add(Math.hypot(r.x - x, r.y - y) / r.pixelUm);
      pulls.add((r.x - x) / r.sigmaX);
      pulls.add((r.y - y) / r.sigmaY);
    }
    residuals.clear();
  }

  /** Steps between neighbouring sections of the mean registered position of linked tiles. */
  private void steps(PhantomTruth truth, TreeMap<Integer, List<PlacedTile>> placed, Table shifts) {
    double[] before = null;
    for (int i = 0; i < shifts.rows(); i++) {
      SectionTruth s = truth.sections().get(shifts.ints("section")[i] - 1);
      double[] off = meanOff(s, placed.get(s.section()));
      double[] here = {
        off[0] + shifts.doubles("dx_um")[i] + s.driftXUm(),
        off[1] + shifts.doubles("dy_um")[i] + s.driftYUm()
      };
      if (before != null) {
        stepsUm.add(here[0] - before[0]);
        stepsUm.add(here[1] - before[1]);
      }
      before = here;
    }
  }

  private static String describe(BeadFrame f, BeadFrame.Seen s) {
    return String.format(
        Locale.ROOT,
        "section %d bead %d at %.0f, %.0f µm, radius %.1f of %.1f%s: ",
        f.truth().section(),
        s.bead().id(),
        s.x(),
        s.y(),
        s.radius(),
        s.bead().radiusUm(),
        s.bead().damaged()
            ? String.format(
                Locale.ROOT, " damaged at %.2f", s.bead().cutAtUm() / s.bead().radiusUm())
            : "");
  }

  /** The candidates near a bead that was lost. */
  private static String why(Table beads, int[] rows, BeadFrame f, BeadFrame.Seen s) {
    StringBuilder why = new StringBuilder();
    for (int row : rows) {
      double[] off = away(beads, row, f, s);
      if (Math.hypot(off[0], off[1]) < s.radius() + 10) {
        why.append(
            String.format(
                Locale.ROOT,
                "[%.1f, %.1f px away, radius %.1f, deviance %.2f, snr %.1f: %s] ",
                off[0] / f.pixelUm(),
                off[1] / f.pixelUm(),
                beads.doubles("radius_um")[row],
                beads.doubles("deviance")[row],
                beads.doubles("snr")[row],
                beads.texts("reason")[row]));
      }
    }
    return why.isEmpty() ? "no candidate" : why.toString();
  }

  private static String describe(Table beads, int row, BeadFrame f, List<BeadFrame.Seen> seen) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "section %d at %.0f, %.0f µm, radius %.1f, deviance %.2f, amplitude %.0f, snr %.1f",
                f.truth().section(),
                beads.doubles("x_um")[row],
                beads.doubles("y_um")[row],
                beads.doubles("radius_um")[row],
                beads.doubles("deviance")[row],
                beads.doubles("amplitude")[row],
                beads.doubles("snr")[row]));
    for (BeadFrame.Seen s : seen) {
      double[] off = away(beads, row, f, s);
      if (Math.hypot(off[0], off[1]) < s.radius() + 10) {
        text.append(
            String.format(
                Locale.ROOT,
                "; bead %d of radius %.1f%s is %.1f, %.1f px away",
                s.bead().id(),
                s.radius(),
                s.bead().damaged() ? " damaged" : "",
                off[0] / f.pixelUm(),
                off[1] / f.pixelUm()));
      }
    }
    return text.toString();
  }

  double recall() {
    return (double) found / shown;
  }

  /** Of beads from which no piece is missing. */
  double recallOfWhole() {
    return (double) foundWhole / shownWhole;
  }

  double falseShare() {
    return (double) wrong / accepted;
  }

  double distancePx(double quantile) {
    double[] sorted = sorted(distancesPx);
    return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
  }

  double radiusBiasUm() {
    return radiusErrorsUm.stream().mapToDouble(v -> v).average().orElse(0);
  }

  double radiusMedianUm() {
    return median(radiusErrorsUm);
  }

  private static double median(List<Double> values) {
    double[] sorted = sorted(values);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** Share of coordinates within some σ of the truth. */
  double within(double sigmas) {
    return (double) pulls.stream().filter(p -> Math.abs(p) <= sigmas).count() / pulls.size();
  }

  /** Root mean square of the 2-D steps between neighbouring sections. */
  double stepUm() {
    return Math.sqrt(2 * stepsUm.stream().mapToDouble(v -> v * v).average().orElse(0));
  }

  private static double[] sorted(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  int coordinates() {
    return pulls.size();
  }

  /** The figures, what was lost and what is false. */
  String details() {
    StringBuilder text = new StringBuilder(toString());
    lost.forEach(l -> text.append(String.format("%n  lost: ")).append(l));
    invented.forEach(l -> text.append(String.format("%n  false: ")).append(l));
    return text.toString();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d beads found (%.3f; %.3f of the undamaged), %d of %d false (%.3f), %d candidates; centres median %.3f px,"
            + " 90 %% %.3f px of %d; radius %+.2f µm (median %+.2f); %.1f %% within 1 σ, %.1f %% within 2 σ of"
            + " %d; step %.3f µm",
        found,
        shown,
        recall(),
        recallOfWhole(),
        wrong,
        accepted,
        falseShare(),
        candidates,
        distancePx(0.5),
        distancePx(0.9),
        distancesPx.size(),
        radiusBiasUm(),
        radiusMedianUm(),
        100 * within(1),
        100 * within(2),
        pulls.size(),
        stepUm());
  }
}
