package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.beads.CapLaw;
import org.imaxt.core.algo.beads.RadiusLaw;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.DetectionsDocument.Row;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/**
 * The table of beads, made anew from the documents of all sections: beads whose radius, alone or
 * for their brightness, is none that the sample's beads have are refused here.
 */
final class BeadTable {

  private BeadTable() {}

  /** A row and the section it is of. */
  private record Numbered(int section, Row row) {
    Numbered refused(BeadRefusal why) {
      return new Numbered(section, row.refused(why.text()));
    }
  }

  static void write(Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<Numbered> all = new ArrayList<>();
    List<Double> thickness = new ArrayList<>();
    for (int section : acquisition.sections()) {
      if (sample.exists(Layout.detections(section))) {
        DetectionsDocument found = sample.read(Layout.detections(section));
        thickness.add(found.optics().thicknessUm());
        found.rows().forEach(r -> all.add(new Numbered(section, r)));
      }
    }
    sample.write(Layout.beads(), table(judged(all, median(thickness))));
  }

  private static double median(List<Double> values) {
    return values.isEmpty()
        ? 1
        : RobustScale.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Refuses what the sample's beads as a whole tell to be none. */
  private static List<Numbered> judged(List<Numbered> all, double thicknessUm) {
    List<Row> beads = all.stream().map(Numbered::row).filter(Row::accepted).toList();
    double[] radii = beads.stream().mapToDouble(Row::radiusUm).toArray();
    double[] heights = beads.stream().mapToDouble(Row::amplitude).toArray();
    RadiusLaw law = RadiusLaw.of(radii);
    CapLaw caps = CapLaw.of(law, radii, heights, thicknessUm);
    return all.stream()
        .map(n -> isUnusual(n.row, law, caps) ? n.refused(BeadRefusal.UNUSUAL_RADIUS) : n)
        .toList();
  }

  private static boolean isUnusual(Row row, RadiusLaw law, CapLaw caps) {
    return row.accepted()
        && (law.isUnusual(row.radiusUm(), row.radiusSigmaUm())
            || caps.isTooBright(row.radiusUm(), row.amplitude()));
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
