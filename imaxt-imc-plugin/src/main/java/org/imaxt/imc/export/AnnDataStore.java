package org.imaxt.imc.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.zarr.ConsolidatedMetadata;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.imc.cells.ObjectKind;

/**
 * Cells as AnnData on Zarr: X a statistic of the channels, obs places and shapes, var the channels,
 * obsm/spatial the places. Columns are written one by one, so that memory holds one.
 */
final class AnnDataStore {

  private AnnDataStore() {}

  static void write(MeasuredCells cells, ObjectKind kind, Statistic statistic, Path folder) {
    Store store = new FileStore(folder);
    group(cells, kind, statistic, store, "");
    ConsolidatedMetadata.write(store);
  }

  /** Writes the groups of a table; tells which label images its rows belong to. */
  static List<String> group(
      MeasuredCells cells, ObjectKind kind, Statistic statistic, Store store, String path) {
    AnnDataGroup root = AnnDataGroup.create(store, path, "anndata", "0.1.0");
    List<RegionCells> regions = cells.regions().stream().filter(r -> r.has(kind)).toList();
    MeasuredCells own = new MeasuredCells(regions, cells.federated(), cells.progress());
    CellRows rows = own.rows(kind, List.of());
    int[] objects = rows.ints(CellColumn.object());
    int[] codes = codes(rows, regions);
    List<String> labels = regions.stream().map(r -> labels(r, kind)).toList();
    Map<String, ScanChannel> channels = own.channels();
    AnnDataGroup.Matrix x =
        root.matrix("X", objects.length, Math.max(1, channels.size()), DataType.FLOAT32);
    List<CellColumn> intensities = own.intensities(kind, statistic);
    for (int c = 0; c < intensities.size(); c++) {
      x.column(c, rows.doubles(intensities.get(c)));
    }
    obs(root, own, kind, rows, objects, codes, labels);
    AnnDataGroup var =
        root.dataframe("var", channels.keySet().toArray(String[]::new), List.of("key"));
    var.column("key", channels.values().stream().map(ScanChannel::key).toArray(String[]::new));
    AnnDataGroup.Matrix spatial =
        root.dictionary("obsm").matrix("spatial", objects.length, 2, DataType.FLOAT64);
    for (int axis = 0; axis < 2; axis++) {
      spatial.column(axis, rows.doubles(CellColumn.inRegion().get(axis)));
    }
    for (String name : List.of("layers", "obsp", "varm", "varp")) {
      root.dictionary(name);
    }
    AnnDataGroup uns = root.dictionary("uns");
    uns.word("kind", kind.word());
    uns.word("statistic", statistic.name().toLowerCase(java.util.Locale.ROOT));
    AnnDataGroup spatialData = uns.dictionary("spatialdata_attrs");
    spatialData.column("region", labels.toArray(String[]::new));
    spatialData.word("region_key", "region");
    spatialData.word("instance_key", "object");
    return labels;
  }

  /** The label image that shows a region's objects, as SpatialData names it. */
  static String labels(RegionCells region, ObjectKind kind) {
    return region.name() + "_" + MaskKind.of(kind).labels();
  }

  private static int[] codes(CellRows rows, List<RegionCells> regions) {
    double[] numbers = rows.doubles(CellColumn.number("roi", regions::indexOf));
    return java.util.Arrays.stream(numbers).mapToInt(v -> (int) v).toArray();
  }

  private static void obs(
      AnnDataGroup root,
      MeasuredCells cells,
      ObjectKind kind,
      CellRows rows,
      int[] objects,
      int[] codes,
      List<String> labels) {
    List<CellColumn> numbers = new ArrayList<>();
    cells.places().stream()
        .filter(c -> c.type() == org.imaxt.core.sample.ColumnType.DOUBLE)
        .forEach(numbers::add);
    numbers.addAll(cells.shapes(kind));
    List<String> names = new ArrayList<>(List.of("roi", "object", "region"));
    numbers.forEach(c -> names.add(c.name()));
    List<String> regions = cells.regions().stream().map(RegionCells::name).toList();
    String[] index = new String[objects.length];
    for (int i = 0; i < index.length; i++) {
      index[i] = regions.get(codes[i]) + "_" + objects[i];
    }
    AnnDataGroup obs = root.dataframe("obs", index, names);
    obs.categories("roi", codes, regions);
    obs.categories("region", codes, labels);
    obs.column("object", objects);
    for (CellColumn column : numbers) {
      obs.column(column.name(), rows.doubles(column));
    }
  }
}
