package org.imaxt.imc.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.export.CsvTable;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.export.OmeTiffExport;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.export.TableRows;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.ColumnType;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.JobContext;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * The folders of steinbock: {@code img}, {@code masks}, {@code intensities}, {@code regionprops}
 * and {@code neighbors} with a file a region, and {@code panel.csv} and {@code images.csv}.
 */
final class SteinbockTree {

  private SteinbockTree() {}

  static void write(
      MeasuredCells cells, ObjectKind kind, Statistic statistic, JobContext context, Path folder)
      throws IOException {
    for (String name : List.of("img", "masks", "intensities", "regionprops", "neighbors")) {
      Files.createDirectory(folder.resolve(name));
    }
    CsvTable csv = new CsvTable();
    for (RegionCells region : cells.regions()) {
      if (!region.has(kind)) {
        continue;
      }
      String file = region.name() + ".csv";
      List<CellColumn> intensities = new ArrayList<>(List.of(numbers()));
      intensities.addAll(own(region, kind, statistic));
      csv.write(
          cells.rows(kind, intensities).of(region), folder.resolve("intensities").resolve(file));
      csv.write(
          cells.rows(kind, shapes(kind)).of(region), folder.resolve("regionprops").resolve(file));
      csv.write(neighbours(region, context), folder.resolve("neighbors").resolve(file));
      images(region, kind, context, folder);
    }
    csv.write(panel(cells.channels().values()), folder.resolve("panel.csv"));
    csv.write(images(cells, kind), folder.resolve("images.csv"));
  }

  private static CellColumn numbers() {
    CellColumn object = CellColumn.object();
    return new CellColumn("Object", object.type(), object.source());
  }

  /** The channels that the region has. */
  private static List<CellColumn> own(RegionCells region, ObjectKind kind, Statistic statistic) {
    return CellColumns.names(region.scan().channels()).stream()
        .map(name -> CellColumn.channel(name, kind, statistic, name))
        .toList();
  }

  /** steinbock's own choice of scikit-image's properties. */
  private static List<CellColumn> shapes(ObjectKind kind) {
    return List.of(
        numbers(),
        CellColumn.property("area", kind, ShapeProperty.AREA),
        CellColumn.property("centroid-0", kind, ShapeProperty.CENTROID_Y),
        CellColumn.property("centroid-1", kind, ShapeProperty.CENTROID_X),
        CellColumn.property("axis_major_length", kind, ShapeProperty.AXIS_MAJOR_LENGTH),
        CellColumn.property("axis_minor_length", kind, ShapeProperty.AXIS_MINOR_LENGTH),
        CellColumn.property("eccentricity", kind, ShapeProperty.ECCENTRICITY));
  }

  /** Those by expansion; steinbock tells no distance of these. */
  private static TableRows neighbours(RegionCells region, JobContext context) {
    Table all = context.sample().read(ScanLayout.neighbours(region.name()));
    boolean[] expansion = all.booleans("expansion");
    int[] object = all.ints("object");
    int[] neighbour = all.ints("neighbour");
    int n = 0;
    for (int i = 0; i < expansion.length; i++) {
      if (expansion[i]) {
        object[n] = object[i];
        neighbour[n++] = neighbour[i];
      }
    }
    String[] none = new String[n];
    java.util.Arrays.fill(none, "");
    return whole(
        Table.ofRows(n)
            .with("Object", java.util.Arrays.copyOf(object, n))
            .with("Neighbor", java.util.Arrays.copyOf(neighbour, n))
            .with("Distance", none));
  }

  private static void images(RegionCells region, ObjectKind kind, JobContext context, Path folder) {
    String file = region.name() + ".tiff";
    OmeTiffExport.write(
        SampleImage.open(context.sample(), ScanLayout.scanImage(Modality.IMC, region.name()), 0),
        region.name(),
        folder.resolve("img").resolve(file),
        ImageValues.PHYSICAL,
        context);
    MaskFile.write(
        context.sample(),
        region.name(),
        MaskKind.of(kind),
        folder.resolve("masks").resolve(file),
        context);
  }

  private static TableRows panel(Collection<ScanChannel> channels) {
    int[] kept = new int[channels.size()];
    java.util.Arrays.fill(kept, 1);
    return whole(
        Table.ofRows(channels.size())
            .with("channel", channels.stream().map(ScanChannel::key).toArray(String[]::new))
            .with(
                "name",
                channels.stream()
                    .map(c -> c.name().isBlank() ? c.key() : c.name())
                    .toArray(String[]::new))
            .with("keep", kept));
  }

  private static TableRows images(MeasuredCells cells, ObjectKind kind) {
    List<RegionCells> regions = cells.regions().stream().filter(r -> r.has(kind)).toList();
    return whole(
        Table.ofRows(regions.size())
            .with("image", regions.stream().map(r -> r.name() + ".tiff").toArray(String[]::new))
            .with("width_px", regions.stream().mapToInt(r -> r.scan().widthPx()).toArray())
            .with("height_px", regions.stream().mapToInt(r -> r.scan().heightPx()).toArray())
            .with(
                "num_channels",
                regions.stream().mapToInt(r -> r.scan().channels().size()).toArray())
            .with(
                "source_file", regions.stream().map(r -> r.scan().file()).toArray(String[]::new)));
  }

  private static TableRows whole(Table table) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    table.names().forEach(name -> columns.put(name, table.type(name)));
    return new TableRows() {
      @Override
      public Map<String, ColumnType> columns() {
        return columns;
      }

      @Override
      public void forEach(Consumer<Table> block) {
        block.accept(table);
      }
    };
  }
}
