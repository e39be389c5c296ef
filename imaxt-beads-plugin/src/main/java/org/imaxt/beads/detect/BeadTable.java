package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.beads.RadiusLaw;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.DetectionsDocument.Row;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/**
 * The table of beads, made anew from the documents of all sections: beads whose radius is none that
 * the sample's beads have are refused here.
 */
final class BeadTable {

  private BeadTable() {}

  /** A row and the section it is of. */
  private record Numbered(int section, Row row) {}

  static void write(Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<Numbered> all = new ArrayList<>();
    for (int section : acquisition.sections()) {
      if (sample.exists(Layout.detections(section))) {
        DetectionsDocument found = sample.read(Layout.detections(section));
        found.rows().forEach(r -> all.add(new Numbered(section, r)));
      }
    }
    RadiusLaw law =
        RadiusLaw.of(
            all.stream()
                .filter(n -> n.row.accepted())
                .mapToDouble(n -> n.row.radiusUm())
                .toArray());
    List<Numbered> judged =
        all.stream()
            .map(
                n ->
                    n.row.accepted() && law.isUnusual(n.row.radiusUm(), n.row.radiusSigmaUm())
                        ? new Numbered(n.section, n.row.refused(BeadRefusal.UNUSUAL_RADIUS.text()))
                        : n)
            .toList();
    sample.write(Layout.beads(), table(judged));
  }

  private static Table table(List<Numbered> rows) {
    int n = rows.size();
    boolean[] accepted = new boolean[n];
    String[] reason = new String[n];
    for (int i = 0; i < n; i++) {
      accepted[i] = rows.get(i).row.accepted();
      reason[i] = rows.get(i).row.reason();
    }
    Table table =
        Table.ofRows(n)
            .with("section", rows.stream().mapToInt(Numbered::section).toArray())
            .with("layer", rows.stream().mapToInt(r -> r.row.layer()).toArray())
            .with("label", rows.stream().mapToInt(r -> r.row.label()).toArray());
    table = with(table, "x_um", rows, Row::xUm);
    table = with(table, "y_um", rows, Row::yUm);
    table = with(table, "z_um", rows, Row::zUm);
    table = with(table, "radius_um", rows, Row::radiusUm);
    table = with(table, "x_sigma_um", rows, Row::xSigmaUm);
    table = with(table, "y_sigma_um", rows, Row::ySigmaUm);
    table = with(table, "radius_sigma_um", rows, Row::radiusSigmaUm);
    table = with(table, "tile_sigma_um", rows, Row::tileSigmaUm);
    table = with(table, "snr", rows, Row::snr);
    table = with(table, "deviance", rows, Row::deviance);
    table = with(table, "amplitude", rows, Row::amplitude);
    table = with(table, "background", rows, Row::background);
    return table.with("accepted", accepted).with("reason", reason);
  }

  private static Table with(
      Table table, String name, List<Numbered> rows, ToDoubleFunction<Row> column) {
    return table.with(name, rows.stream().mapToDouble(r -> column.applyAsDouble(r.row)).toArray());
  }
}
