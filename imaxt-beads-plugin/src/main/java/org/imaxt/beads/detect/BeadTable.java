package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.beads.CapLaw;
import org.imaxt.core.algo.beads.RadiusLaw;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.sample.DetectionsDocument.Row;
import org.imaxt.core.sample.Table;

/**
 * The table of beads, made anew from the documents of all images: beads whose radius, alone or for
 * their brightness, is none that the sample's beads have are refused here. Sections are as bright
 * as one another and judged together; scans are judged one by one by what all tell of the radii.
 */
final class BeadTable {

  private BeadTable() {}

  /** The rows of the block's sections, judged together. */
  static List<FoundRow> judged(List<FoundBeads> found) {
    List<FoundRow> all = numbered(found);
    return judged(all, law(all));
  }

  /** Of the block's sections. */
  static Table ofSections(List<FoundRow> rows) {
    Table table =
        Table.ofRows(rows.size())
            .with("section", rows.stream().mapToInt(n -> n.from().beads().section()).toArray())
            .with("layer", rows.stream().mapToInt(n -> n.row().layer()).toArray());
    table = with(with(place(table, rows), "z_um", rows, Row::zUm), rows);
    return with(table, "tile_sigma_um", rows, Row::tileSigmaUm);
  }

  /** Of scans. */
  static Table ofScans(List<FoundBeads> found) {
    RadiusLaw law = law(numbered(found));
    List<FoundRow> rows = new ArrayList<>();
    found.forEach(one -> rows.addAll(judged(numbered(List.of(one)), law)));
    String[] scans = rows.stream().map(n -> n.from().name()).toArray(String[]::new);
    Table table = Table.ofRows(rows.size()).with("scan", scans);
    return with(place(table, rows), rows);
  }

  private static List<FoundRow> numbered(List<FoundBeads> found) {
    return found.stream()
        .flatMap(f -> f.beads().rows().stream().map(r -> new FoundRow(f, r)))
        .toList();
  }

  static RadiusLaw law(List<FoundRow> all) {
    return RadiusLaw.of(radii(all));
  }

  private static double[] radii(List<FoundRow> all) {
    return accepted(all, Row::radiusUm);
  }

  private static double[] accepted(List<FoundRow> all, ToDoubleFunction<Row> column) {
    return all.stream().map(FoundRow::row).filter(Row::accepted).mapToDouble(column).toArray();
  }

  /** Refuses what beads as a whole tell to be none. */
  private static List<FoundRow> judged(List<FoundRow> all, RadiusLaw law) {
    CapLaw caps = CapLaw.of(law, radii(all), accepted(all, Row::amplitude), optics(all));
    return all.stream()
        .map(n -> isUnusual(n.row(), law, caps) ? n.refused(BeadRefusal.UNUSUAL_RADIUS) : n)
        .toList();
  }

  /** The middle of what the sections' own beads told. */
  static BeadOptics optics(List<FoundRow> all) {
    List<BeadOptics> each =
        all.stream().map(FoundRow::from).distinct().map(f -> f.beads().optics()).toList();
    return new BeadOptics(
        median(each, BeadOptics::blurUm),
        median(each, BeadOptics::thicknessUm),
        median(each, BeadOptics::decayUm));
  }

  private static double median(List<BeadOptics> each, ToDoubleFunction<BeadOptics> length) {
    return each.isEmpty() ? 1 : RobustScale.median(each.stream().mapToDouble(length).toArray());
  }

  private static boolean isUnusual(Row row, RadiusLaw law, CapLaw caps) {
    return row.accepted()
        && (law.isUnusual(row.radiusUm(), row.radiusSigmaUm())
            || caps.isUnlike(row.radiusUm(), row.amplitude()));
  }

  private static Table place(Table table, List<FoundRow> rows) {
    Table labelled = table.with("label", rows.stream().mapToInt(n -> n.row().label()).toArray());
    return with(with(labelled, "x_um", rows, Row::xUm), "y_um", rows, Row::yUm);
  }

  private static Table with(Table table, List<FoundRow> rows) {
    boolean[] accepted = new boolean[rows.size()];
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] = rows.get(i).row().accepted();
    }
    String[] reason = rows.stream().map(n -> n.row().reason()).toArray(String[]::new);
    Table all = with(table, "radius_um", rows, Row::radiusUm);
    all = with(all, "x_sigma_um", rows, Row::xSigmaUm);
    all = with(all, "y_sigma_um", rows, Row::ySigmaUm);
    all = with(all, "radius_sigma_um", rows, Row::radiusSigmaUm);
    all = with(all, "snr", rows, Row::snr);
    all = with(all, "deviance", rows, Row::deviance);
    all = with(all, "amplitude", rows, Row::amplitude);
    all = with(all, "background", rows, Row::background);
    return all.with("accepted", accepted).with("reason", reason);
  }

  private static Table with(
      Table table, String name, List<FoundRow> rows, ToDoubleFunction<Row> column) {
    return table.with(
        name, rows.stream().mapToDouble(n -> column.applyAsDouble(n.row())).toArray());
  }
}
