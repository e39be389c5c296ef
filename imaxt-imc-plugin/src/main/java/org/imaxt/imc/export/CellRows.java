package org.imaxt.imc.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.imaxt.core.export.TableRows;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.Progress;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * Chosen columns of the cells of several regions, one region after another.
 *
 * @param regions the regions
 * @param chosen the columns
 * @param only the part that an object must have to be a row; empty for all objects
 * @param progress advanced by a block; cancellation
 */
record CellRows(
    List<RegionCells> regions,
    List<CellColumn> chosen,
    Optional<ObjectKind> only,
    Progress progress)
    implements TableRows {

  /** Of 1,200 columns these are 80 MB. */
  private static final int BLOCK_ROWS = 1 << 13;

  /** The same rows with other columns. */
  CellRows of(List<CellColumn> columns) {
    return new CellRows(regions, columns, only, progress);
  }

  /** The rows of one region. */
  CellRows of(RegionCells region) {
    return new CellRows(List.of(region), chosen, only, progress);
  }

  @Override
  public Map<String, ColumnType> columns() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    chosen.forEach(c -> columns.put(c.name(), c.type()));
    return columns;
  }

  @Override
  public void forEach(Consumer<Table> block) {
    for (RegionCells region : regions) {
      Set<String> needed = new LinkedHashSet<>();
      chosen.forEach(c -> needed.addAll(c.source().needs(region)));
      filter(region).ifPresent(needed::add);
      for (int from = 0; from < region.table().rows(); from += BLOCK_ROWS) {
        progress.checkCancelled();
        int count = Math.min(BLOCK_ROWS, region.table().rows() - from);
        Table stored = region.table().read(List.copyOf(needed), from, count);
        block.accept(table(region, stored));
      }
    }
  }

  /** The column that is NaN where an object lacks the part. */
  private Optional<String> filter(RegionCells region) {
    return only.flatMap(kind -> region.present(CellColumns.of(kind, ShapeProperty.AREA)));
  }

  private Table table(RegionCells region, Table stored) {
    int[] rows = kept(region, stored);
    Table table = Table.ofRows(rows.length);
    for (CellColumn column : chosen) {
      Object values = column.source().of(region, stored);
      if (values instanceof double[] v) {
        table = table.with(column.name(), IntStream.of(rows).mapToDouble(i -> v[i]).toArray());
      } else if (values instanceof int[] v) {
        table = table.with(column.name(), IntStream.of(rows).map(i -> v[i]).toArray());
      } else {
        String[] v = (String[]) values;
        table =
            table.with(
                column.name(), IntStream.of(rows).mapToObj(i -> v[i]).toArray(String[]::new));
      }
    }
    return table;
  }

  private int[] kept(RegionCells region, Table stored) {
    IntStream all = IntStream.range(0, stored.rows());
    if (only.isEmpty()) {
      return all.toArray();
    }
    Optional<String> filter = filter(region);
    if (filter.isEmpty()) {
      return new int[0];
    }
    double[] area = stored.doubles(filter.get());
    return all.filter(i -> !Double.isNaN(area[i])).toArray();
  }

  /** How many rows there are; reads one column. */
  int count() {
    int[] count = {0};
    of(List.of(CellColumn.object())).forEach(block -> count[0] += block.rows());
    return count[0];
  }

  /** All values of one column of numbers. */
  double[] doubles(CellColumn column) {
    List<double[]> parts = new ArrayList<>();
    of(List.of(column)).forEach(block -> parts.add(block.doubles(column.name())));
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  /** All values of one column of whole numbers. */
  int[] ints(CellColumn column) {
    List<int[]> parts = new ArrayList<>();
    of(List.of(column)).forEach(block -> parts.add(block.ints(column.name())));
    return parts.stream().flatMapToInt(java.util.Arrays::stream).toArray();
  }
}
