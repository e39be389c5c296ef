package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imaxt.core.phantom.PhantomTruth;

/** Which rows of a section show which beads. */
final class SectionMatch {

  /** How far from a bead's centre what shows that bead may lie: radii, but at least so many px. */
  private static final double NEAR_RADII = 0.5;

  private static final double NEAR_PX = 2;

  /** What is told of beside a bead that was lost, µm beyond its rim. */
  private static final double BESIDE_UM = 10;

  private final TrueSection section;
  private final List<BeadRow> rows;
  private final List<ShownBead> shown;
  private final Map<ShownBead, double[]> places = new IdentityHashMap<>();
  private final boolean[] used;

  /** Beads that were found and count, with their rows. */
  final List<Found> found = new ArrayList<>();

  /** Beads that count and were lost, told for people. */
  final List<String> lost = new ArrayList<>();

  /** Accepted rows that show no bead, told for people. */
  final List<String> invented = new ArrayList<>();

  int shownWhole;

  /**
   * A bead and the row that shows it.
   *
   * @param bead the bead
   * @param row the row
   * @param off from where the section's tiles put it, (x, y), µm
   * @param offInTile from where its own tile puts it, (x, y), µm
   * @param compared whether overlaps place its tile, so that places can be compared
   */
  record Found(ShownBead bead, BeadRow row, double[] off, double[] offInTile, boolean compared) {}

  /**
   * Matches.
   *
   * @param truth the phantom
   * @param section the section
   * @param rows its rows
   * @param leastRadiusUm apparent radius from which a bead counts, µm
   */
  SectionMatch(PhantomTruth truth, TrueSection section, List<BeadRow> rows, double leastRadiusUm) {
    this.section = section;
    this.rows = rows;
    this.shown = section.beads(truth);
    this.used = new boolean[rows.size()];
    shown.forEach(s -> places.put(s, section.placeByTile(s)));
    for (ShownBead s : shown) {
      int row = nearest(s);
      boolean counts = s.left() > leastRadiusUm && section.showsWhole(s);
      shownWhole += counts && !s.bead().damaged() ? 1 : 0;
      if (row >= 0) {
        used[row] = true;
        if (counts) {
          found.add(found(s, rows.get(row)));
        }
      } else if (counts) {
        lost.add(told(s) + why(s));
      }
    }
    for (int i = 0; i < used.length; i++) {
      if (rows.get(i).accepted() && !used[i]) {
        invented.add(told(rows.get(i)));
      }
    }
  }

  /** Rows, accepted or not. */
  int candidates() {
    return rows.size();
  }

  int accepted() {
    return (int) rows.stream().filter(BeadRow::accepted).count();
  }

  private Found found(ShownBead s, BeadRow row) {
    return new Found(
        s, row, section.off(s, row.x(), row.y()), offInTile(s, row), section.isPlacedByOverlaps(s));
  }

  private int nearest(ShownBead s) {
    int best = -1;
    double least = Math.max(NEAR_PX * section.pixelUm(), NEAR_RADII * s.radius());
    for (int i = 0; i < used.length; i++) {
      BeadRow row = rows.get(i);
      double distance = distance(s, row);
      if (row.accepted() && !used[i] && row.layer() == s.layer() && distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** From where a bead's own tile puts it to a row, µm. */
  private double[] offInTile(ShownBead s, BeadRow row) {
    double[] place = places.get(s);
    return new double[] {row.x() - place[0], row.y() - place[1]};
  }

  private double distance(ShownBead s, BeadRow row) {
    double[] off = offInTile(s, row);
    return Math.hypot(off[0], off[1]);
  }

  private boolean isBeside(ShownBead s, BeadRow row) {
    return row.layer() == s.layer() && distance(s, row) < s.radius() + BESIDE_UM;
  }

  private String told(ShownBead s) {
    return String.format(
        Locale.ROOT,
        "section %d bead %d at %.0f, %.0f µm, radius %.1f of %.1f%s: ",
        section.truth().section(),
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
  private String why(ShownBead s) {
    StringBuilder why = new StringBuilder();
    for (BeadRow row : rows) {
      if (isBeside(s, row)) {
        double[] off = offInTile(s, row);
        why.append(
            String.format(
                Locale.ROOT,
                "[%.1f, %.1f px away, radius %.1f, deviance %.2f, snr %.1f: %s] ",
                off[0] / section.pixelUm(),
                off[1] / section.pixelUm(),
                row.radius(),
                row.deviance(),
                row.snr(),
                row.reason()));
      }
    }
    return why.isEmpty() ? "no candidate" : why.toString();
  }

  private String told(BeadRow row) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "section %d at %.0f, %.0f µm, radius %.1f, deviance %.2f, amplitude %.0f, snr %.1f",
                section.truth().section(),
                row.x(),
                row.y(),
                row.radius(),
                row.deviance(),
                row.amplitude(),
                row.snr()));
    for (ShownBead s : shown) {
      if (isBeside(s, row)) {
        double[] off = offInTile(s, row);
        text.append(
            String.format(
                Locale.ROOT,
                "; bead %d of radius %.1f%s is %.1f, %.1f px away",
                s.bead().id(),
                s.radius(),
                s.bead().damaged() ? " damaged" : "",
                off[0] / section.pixelUm(),
                off[1] / section.pixelUm()));
      }
    }
    return text.toString();
  }
}
