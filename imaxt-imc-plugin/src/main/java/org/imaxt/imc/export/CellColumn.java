package org.imaxt.imc.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.Table;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * A column of a table of cells that leaves the sample.
 *
 * @param name its name there
 * @param type its type
 * @param source where its values come from
 */
record CellColumn(String name, ColumnType type, Source source) {

  /** Makes the values of a column for some rows of a region. */
  interface Source {

    /** Columns of the region's table that it needs. */
    List<String> needs(RegionCells region);

    /** The values, as {@code double[]}, {@code int[]} or {@code String[]}. */
    Object of(RegionCells region, Table stored);
  }

  /** A function of the place in the region. */
  private record Place(int axis, Map map) implements Source {

    /** From the region's frame, µm. */
    interface Map {
      double[] of(RegionCells region, double xUm, double yUm);
    }

    @Override
    public List<String> needs(RegionCells region) {
      return List.of(CellColumns.X_UM, CellColumns.Y_UM);
    }

    @Override
    public Object of(RegionCells region, Table stored) {
      double[] x = stored.doubles(CellColumns.X_UM);
      double[] y = stored.doubles(CellColumns.Y_UM);
      double[] values = new double[x.length];
      Arrays.setAll(values, i -> map.of(region, x[i], y[i])[axis]);
      return values;
    }
  }

  /** A column that the region has under some name, or has not. */
  private record Stored(Function<RegionCells, Optional<String>> column) implements Source {

    @Override
    public List<String> needs(RegionCells region) {
      return column.apply(region).map(List::of).orElse(List.of());
    }

    @Override
    public Object of(RegionCells region, Table stored) {
      Optional<String> name = column.apply(region);
      if (name.isPresent()) {
        return stored.doubles(name.get());
      }
      double[] unknown = new double[stored.rows()];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }

  /** The same word for all cells of a region. */
  static CellColumn word(String name, Function<RegionCells, String> word) {
    return new CellColumn(
        name,
        ColumnType.TEXT,
        new Source() {
          @Override
          public List<String> needs(RegionCells region) {
            return List.of(CellColumns.OBJECT); // so that there are rows
          }

          @Override
          public Object of(RegionCells region, Table stored) {
            String[] words = new String[stored.rows()];
            Arrays.fill(words, word.apply(region));
            return words;
          }
        });
  }

  /** The same number for all cells of a region. */
  static CellColumn number(String name, Function<RegionCells, Integer> number) {
    return new CellColumn(
        name,
        ColumnType.DOUBLE,
        new Source() {
          @Override
          public List<String> needs(RegionCells region) {
            return List.of(CellColumns.OBJECT);
          }

          @Override
          public Object of(RegionCells region, Table stored) {
            double[] numbers = new double[stored.rows()];
            Arrays.fill(numbers, number.apply(region));
            return numbers;
          }
        });
  }

  /** The number of the object in the label images. */
  static CellColumn object() {
    return new CellColumn(
        CellColumns.OBJECT,
        ColumnType.INT,
        new Source() {
          @Override
          public List<String> needs(RegionCells region) {
            return List.of(CellColumns.OBJECT);
          }

          @Override
          public Object of(RegionCells region, Table stored) {
            return stored.ints(CellColumns.OBJECT);
          }
        });
  }

  /** Where the object lies in the region's frame. */
  static List<CellColumn> inRegion() {
    return List.of(
        stored(CellColumns.X_UM, r -> Optional.of(CellColumns.X_UM)),
        stored(CellColumns.Y_UM, r -> Optional.of(CellColumns.Y_UM)));
  }

  /** Where the object lies on the instrument's stage. */
  static List<CellColumn> onStage() {
    Place.Map map = RegionCells::onStage;
    return List.of(
        new CellColumn("stage_x_um", ColumnType.DOUBLE, new Place(0, map)),
        new CellColumn("stage_y_um", ColumnType.DOUBLE, new Place(1, map)));
  }

  /** Where the object lies in the cube frame. */
  static List<CellColumn> inCube() {
    Place.Map map = RegionCells::inCube;
    return List.of(
        new CellColumn("cube_x_um", ColumnType.DOUBLE, new Place(0, map)),
        new CellColumn("cube_y_um", ColumnType.DOUBLE, new Place(1, map)),
        new CellColumn("cube_z_um", ColumnType.DOUBLE, new Place(2, map)),
        new CellColumn("cube_sigma_um", ColumnType.DOUBLE, new Place(3, map)));
  }

  /** A property of a part. */
  static CellColumn property(String name, ObjectKind kind, ShapeProperty property) {
    return stored(name, r -> r.present(CellColumns.of(kind, property)));
  }

  /** A statistic of a channel in a part. */
  static CellColumn channel(String name, ObjectKind kind, Statistic statistic, String channel) {
    return stored(name, r -> r.column(kind, statistic, channel));
  }

  private static CellColumn stored(String name, Function<RegionCells, Optional<String>> column) {
    return new CellColumn(name, ColumnType.DOUBLE, new Stored(column));
  }
}
