package org.imaxt.imc.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imaxt.core.algo.measure.IntensityMeasure;
import org.imaxt.core.algo.measure.LabelRows;
import org.imaxt.core.algo.measure.NeighbourPairs;
import org.imaxt.core.algo.measure.Neighbours;
import org.imaxt.core.algo.measure.PixelRows;
import org.imaxt.core.algo.measure.RegionShape;
import org.imaxt.core.algo.measure.Regions;
import org.imaxt.core.algo.measure.ShapeMeasure;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.TableWriter;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * The table of a region in the making. A row is an object of either label image; a part that an
 * object lacks is NaN in its columns.
 */
final class MeasuredRegion {

  /** So that a table of a thousand columns can be read in blocks of rows of 130 MB. */
  private static final int CHUNK_ROWS = 1 << 14;

  /** 32 MB. */
  private static final long LARGEST_PLANE_PX = 1L << 23;

  private final ImcMeasureParams params;
  private final String name;
  private final String state;
  private final Sample sample;
  private final ScanDocument scan;
  private final RegionLabels labels;

  private MeasuredRegion(ImcMeasureParams params, String name, String state, Sample sample) {
    this.params = params;
    this.name = name;
    this.state = state;
    this.sample = sample;
    this.scan = sample.read(ScanLayout.scan(Modality.IMC, name));
    this.labels = RegionLabels.of(sample, name);
  }

  static MeasuredRegion of(ImcMeasureParams params, String name, String state, Sample sample) {
    return new MeasuredRegion(params, name, state, sample);
  }

  TableWriter writer() {
    return TableWriter.of(sample, ScanLayout.cells(name), CHUNK_ROWS);
  }

  private double px(double um) {
    return um / scan.pixelSizeUm();
  }

  private LabelRows rows(ObjectKind kind) {
    return labels.rows(kind, px(params.ring()));
  }

  private boolean isSmall() {
    return (long) scan.widthPx() * scan.heightPx() <= LARGEST_PLANE_PX;
  }

  /**
   * Kept between units while memory allows; those of large images are found anew, as what is softly
   * held fills a heap before it is let go.
   */
  private Regions regions(ObjectKind kind) {
    if (!isSmall()) {
      return Regions.of(rows(kind));
    }
    String key = "imc-measure/%s/%s/%s/%s".formatted(name, kind, params.ring(), state);
    return sample.derived(key, () -> Regions.of(rows(kind)));
  }

  /** Numbers and middles of all objects; tells how many there are. */
  int writeObjects() {
    List<ObjectKind> kinds = labels.kinds();
    int[] objects = labels(regions(kinds.get(0)));
    boolean both = kinds.contains(ObjectKind.CYTOPLASM);
    if (both) {
      objects =
          IntStream.concat(Arrays.stream(objects), Arrays.stream(labels(regions(kinds.get(1)))))
              .sorted()
              .distinct()
              .toArray();
    }
    double[] x = new double[objects.length];
    double[] y = new double[objects.length];
    for (ObjectKind kind : both ? List.of(kinds.get(1), kinds.get(0)) : kinds.subList(0, 1)) {
      Regions regions = regions(kind);
      Centroids centroids = Centroids.of(regions);
      int[] rows = rowsOf(regions, objects);
      for (int i = 0; i < rows.length; i++) {
        x[rows[i]] = (centroids.x()[i] + 0.5) * scan.pixelSizeUm();
        y[rows[i]] = (centroids.y()[i] + 0.5) * scan.pixelSizeUm();
      }
    }
    writer().write(CellColumns.OBJECT, objects);
    writer().write(CellColumns.X_UM, x);
    writer().write(CellColumns.Y_UM, y);
    return objects.length;
  }

  private static int[] labels(Regions regions) {
    return IntStream.range(0, regions.size()).map(regions::label).toArray();
  }

  private int[] objects() {
    String path = ScanLayout.cells(name).path() + "/" + CellColumns.OBJECT;
    return (int[]) ZarrArray.open(sample.store(), path).readAll();
  }

  /** The row of each region; both are in ascending order. */
  private static int[] rowsOf(Regions regions, int... objects) {
    int[] rows = new int[regions.size()];
    int row = 0;
    for (int i = 0; i < rows.length; i++) {
      while (objects[row] != regions.label(i)) {
        row++;
      }
      rows[i] = row;
    }
    return rows;
  }

  /** Values of regions as a column of all objects. */
  private record Column(int[] rows, int count) {

    double[] of(double[] values) {
      double[] column = new double[count];
      Arrays.fill(column, Double.NaN);
      for (int i = 0; i < rows.length; i++) {
        column[rows[i]] = values[i];
      }
      return column;
    }
  }

  private Column column(Regions regions) {
    int[] objects = objects();
    return new Column(rowsOf(regions, objects), objects.length);
  }

  void writeShapes(ObjectKind kind) {
    Regions regions = regions(kind);
    Column column = column(regions);
    List<RegionShape> shapes = ShapeMeasure.of(regions);
    double[] values = new double[shapes.size()];
    for (ShapeProperty property : ShapeProperty.values()) {
      Arrays.setAll(values, i -> property.of(shapes.get(i)));
      writer().write(CellColumns.of(kind, property), column.of(values));
    }
  }

  /**
   * All parts in some channels. A channel that is small is read once for all parts; of a large
   * image, where the regions of a part take more room than a unit may, part after part.
   */
  void writeChannels(int from, int to, Progress progress) {
    if (isSmall()) {
      for (int channel = from; channel < to; channel++) {
        progress.checkCancelled();
        PixelRows pixels = whole(labels.channel(channel));
        for (ObjectKind kind : labels.kinds()) {
          write(kind, regions(kind), channel, pixels);
        }
      }
      return;
    }
    for (ObjectKind kind : labels.kinds()) {
      Regions regions = regions(kind);
      for (int channel = from; channel < to; channel++) {
        progress.checkCancelled();
        write(kind, regions, channel, labels.channel(channel));
      }
    }
  }

  /** Rows of a plane that is read at once. */
  private PixelRows whole(PixelRows channel) {
    int width = scan.widthPx();
    float[] plane = channel.read(0, scan.heightPx());
    return (first, count) -> Arrays.copyOfRange(plane, first * width, (first + count) * width);
  }

  private void write(ObjectKind kind, Regions regions, int channel, PixelRows pixels) {
    Column column = column(regions);
    Map<Statistic, double[]> found = new IntensityMeasure(regions, scan.widthPx()).of(pixels);
    String key = CellColumns.keys(scan.channels()).get(channel);
    found.forEach(
        (statistic, values) ->
            writer().write(CellColumns.of(kind, statistic, key), column.of(values)));
  }

  /** Pairs by any of the three rules, and by which. */
  void writeNeighbours(ObjectKind kind) {
    Regions regions = regions(kind);
    Centroids at = Centroids.of(regions);
    LabelRows image = rows(kind);
    NeighbourPairs touching = Neighbours.touching(image);
    NeighbourPairs expansion = Neighbours.byExpansion(image, px(params.neighbourExpansion()));
    NeighbourPairs near =
        Neighbours.byCentroids(labels(regions), at.x(), at.y(), px(params.neighbourDistance()));
    NeighbourPairs all = touching.and(expansion).and(near);
    int[] objects = new int[all.size()];
    int[] neighbours = new int[all.size()];
    double[] distances = new double[all.size()];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = all.label(i);
      neighbours[i] = all.neighbour(i);
      int a = regions.find(objects[i]);
      int b = regions.find(neighbours[i]);
      distances[i] = Math.hypot(at.x()[a] - at.x()[b], at.y()[a] - at.y()[b]) * scan.pixelSizeUm();
    }
    TableWriter table = TableWriter.of(sample, ScanLayout.neighbours(name), Integer.MAX_VALUE);
    table.begin();
    table.write("object", objects);
    table.write("neighbour", neighbours);
    table.write("distance_um", distances);
    table.write("touching", in(touching, all));
    table.write("expansion", in(expansion, all));
    table.write("near", in(near, all));
    table.finish(List.copyOf(ScanLayout.neighbours(name).columns().keySet()), objects.length);
  }

  private static boolean[] in(NeighbourPairs some, NeighbourPairs all) {
    boolean[] has = new boolean[all.size()];
    for (int i = 0; i < has.length; i++) {
      has[i] = some.has(all.label(i), all.neighbour(i));
    }
    return has;
  }

  void complete(int rows) {
    writer().finish(CellColumns.all(labels.kinds(), CellColumns.keys(scan.channels())), rows);
  }

  /** Middles of regions, px. */
  private record Centroids(double[] x, double[] y) {

    static Centroids of(Regions regions) {
      double[] x = new double[regions.size()];
      double[] y = new double[regions.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = regions.centroidX(i);
        y[i] = regions.centroidY(i);
      }
      return new Centroids(x, y);
    }
  }
}
