package org.imaxt.beads.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.algo.register.BeadSection;
import org.imaxt.core.algo.register.Detection;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/**
 * The accepted rows of the table of beads, section by section, each with the tile it lies in.
 *
 * @param sections all sections of the acquisition, those without beads too
 * @param used number of rows taken
 * @param unusable number of accepted rows that lack a place, a radius or an error
 */
public record BeadCatalogue(List<BeadSection> sections, int used, int unusable) {

  /** Copies the list. */
  public BeadCatalogue {
    sections = List.copyOf(sections);
  }

  /**
   * The beads of a sample.
   *
   * @param sample a sample whose beads were found
   * @return its sections in their order
   */
  public static BeadCatalogue of(Sample sample) {
    return of(sample, sample.read(Layout.beads()));
  }

  /**
   * The beads of a table that is not written yet.
   *
   * @param sample the sample
   * @param table as {@link Layout#beads()} has it
   * @return its sections in their order
   */
  public static BeadCatalogue of(Sample sample, Table table) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Map<Integer, List<Detection>> detections = new TreeMap<>();
    Map<Integer, List<PlacedTile>> tiles = new TreeMap<>();
    for (int section : acquisition.sections()) {
      detections.put(section, new ArrayList<>());
      tiles.put(
          section,
          sample.exists(Layout.positions(section))
              ? sample.read(Layout.positions(section)).tiles()
              : List.of());
    }
    Rows rows = new Rows(table);
    int unusable = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.isAccepted(row) && detections.containsKey(rows.section(row))) {
        List<PlacedTile> around = tiles.get(rows.section(row));
        if (rows.isUsable(row)) {
          detections.get(rows.section(row)).add(rows.detection(row, around, acquisition));
        } else {
          unusable++;
        }
      }
    }
    List<BeadSection> sections = new ArrayList<>();
    detections.forEach(
        (section, list) -> sections.add(new BeadSection(section, list, held(tiles.get(section)))));
    int used = detections.values().stream().mapToInt(List::size).sum();
    return new BeadCatalogue(sections, used, unusable);
  }

  /**
   * Variance of the mean, by their weights, of the tiles that overlaps place: the stitch holds it
   * fixed. Weighted, so that a tile that hardly anything ties does not seem to hold the others.
   */
  private static double held(List<PlacedTile> tiles) {
    double weight =
        tiles.stream()
            .filter(t -> t.source() == PlacedTile.Source.MEASURED)
            .mapToDouble(t -> 1 / (t.sigmaUm() * t.sigmaUm()))
            .sum();
    return weight > 0 ? 1 / weight : 0;
  }

  /** Columns of the table, copied once. */
  private static final class Rows {
    private final int[] section;
    private final boolean[] accepted;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] radius;
    private final double[] xSigma;
    private final double[] ySigma;
    private final double[] radiusSigma;
    private final double[] tileSigma;

    Rows(Table table) {
      section = table.ints("section");
      accepted = table.booleans("accepted");
      x = table.doubles("x_um");
      y = table.doubles("y_um");
      z = table.doubles("z_um");
      radius = table.doubles("radius_um");
      xSigma = table.doubles("x_sigma_um");
      ySigma = table.doubles("y_sigma_um");
      radiusSigma = table.doubles("radius_sigma_um");
      tileSigma = table.doubles("tile_sigma_um");
    }

    int size() {
      return section.length;
    }

    int section(int row) {
      return section[row];
    }

    boolean isAccepted(int row) {
      return accepted[row];
    }

    boolean isUsable(int row) {
      return Double.isFinite(x[row] + y[row] + z[row] + radius[row])
          && radius[row] > 0
          && Double.isFinite(xSigma[row] + ySigma[row] + radiusSigma[row] + tileSigma[row])
          && Math.min(xSigma[row], Math.min(ySigma[row], radiusSigma[row])) > 0
          && tileSigma[row] >= 0;
    }

    Detection detection(int row, List<PlacedTile> tiles, AcquisitionDocument acquisition) {
      return new Detection(
          row,
          section[row],
          x[row],
          y[row],
          z[row],
          radius[row],
          xSigma[row],
          ySigma[row],
          radiusSigma[row],
          acquisition.nearestTile(tiles, x[row], y[row]).map(PlacedTile::tile).orElse(0),
          tileSigma[row]);
    }
  }
}
