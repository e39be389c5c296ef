package org.imaxt.imc.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * The table of MCQuant: number, markers, shape, lengths in px. Of several regions a last column
 * {@code imageid} tells which, as MCQuant itself writes a file an image.
 */
final class McQuant {

  private McQuant() {}

  static CellRows rows(MeasuredCells cells, ObjectKind kind, Statistic statistic) {
    List<CellColumn> columns = new ArrayList<>();
    CellColumn object = CellColumn.object();
    columns.add(new CellColumn("CellID", object.type(), object.source()));
    String suffix =
        statistic == Statistic.MEAN
            ? ""
            : "_intensity_" + statistic.name().toLowerCase(Locale.ROOT);
    for (String channel : cells.channels().keySet()) {
      columns.add(CellColumn.channel(channel + suffix, kind, statistic, channel));
    }
    columns.add(CellColumn.property("X_centroid", kind, ShapeProperty.CENTROID_X));
    columns.add(CellColumn.property("Y_centroid", kind, ShapeProperty.CENTROID_Y));
    columns.add(CellColumn.property("Area", kind, ShapeProperty.AREA));
    columns.add(CellColumn.property("MajorAxisLength", kind, ShapeProperty.AXIS_MAJOR_LENGTH));
    columns.add(CellColumn.property("MinorAxisLength", kind, ShapeProperty.AXIS_MINOR_LENGTH));
    columns.add(CellColumn.property("Eccentricity", kind, ShapeProperty.ECCENTRICITY));
    columns.add(CellColumn.property("Solidity", kind, ShapeProperty.SOLIDITY));
    columns.add(CellColumn.property("Extent", kind, ShapeProperty.EXTENT));
    columns.add(CellColumn.property("Orientation", kind, ShapeProperty.ORIENTATION));
    if (cells.regions().size() > 1) {
      columns.add(CellColumn.word("imageid", RegionCells::name));
    }
    return cells.rows(kind, columns);
  }
}
