package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.sample.Table;

/**
 * A row of the table of beads; lengths in µm.
 *
 * @param layer layer of its section from 1
 * @param accepted whether it is taken for a bead
 * @param reason why it is not
 * @param x x of its centre
 * @param y y of its centre
 * @param radius its apparent radius
 * @param sigma standard errors along x and y of the fit alone, and of its tile
 * @param snr signal to noise
 * @param deviance reduced deviance of the fit
 * @param amplitude brightness, ADU
 */
record BeadRow(
    int layer,
    boolean accepted,
    String reason,
    double x,
    double y,
    double radius,
    double[] sigma,
    double snr,
    double deviance,
    double amplitude) {

  /** The rows of each section. */
  static Map<Integer, List<BeadRow>> bySection(Table table) {
    int[] section = table.ints("section");
    int[] layer = table.ints("layer");
    boolean[] accepted = table.booleans("accepted");
    String[] reason = table.texts("reason");
    String[] names = {
      "x_um",
      "y_um",
      "radius_um",
      "x_sigma_um",
      "y_sigma_um",
      "tile_sigma_um",
      "snr",
      "deviance",
      "amplitude"
    };
    double[][] c = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      c[i] = table.doubles(names[i]);
    }
    Map<Integer, List<BeadRow>> rows = new TreeMap<>();
    for (int i = 0; i < section.length; i++) {
      rows.computeIfAbsent(section[i], s -> new ArrayList<>())
          .add(
              new BeadRow(
                  layer[i],
                  accepted[i],
                  reason[i],
                  c[0][i],
                  c[1][i],
                  c[2][i],
                  new double[] {c[3][i], c[4][i], c[5][i]},
                  c[6][i],
                  c[7][i],
                  c[8][i]));
    }
    return rows;
  }
}
