package org.imaxt.imc.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.ConsolidatedMetadata;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.Separator;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;

/**
 * Cells with their images and labels as SpatialData reads them: OME-NGFF 0.4 on Zarr version 2,
 * whatever the sample is. Coordinate systems are {@code global}, µm from the outer corner of the
 * region's first pixel, and {@code stage}, µm on the instrument's stage.
 */
final class SpatialDataStore {

  /** The format's versions that SpatialData 0.2 writes. */
  private static final String RASTER_VERSION = "0.1";

  private static final String TABLE_VERSION = "0.1";

  private SpatialDataStore() {}

  static void write(
      MeasuredCells cells, ObjectKind kind, Statistic statistic, JobContext context, Path folder) {
    Store store = new FileStore(folder);
    ZarrGroup root = ZarrGroup.create(store, "", ZarrVersion.V2);
    JsonObject attributes = new JsonObject();
    JsonObject own = new JsonObject();
    own.addProperty("version", "0.1");
    attributes.add("spatialdata_attrs", own);
    root.setAttributes(attributes);
    for (RegionCells region : cells.regions()) {
      OmeImage image =
          OmeImage.open(
              ZarrGroup.open(
                  context.sample().store(), ScanLayout.scanImage(Modality.IMC, region.name())));
      copy(region, image, store, "images/" + region.name(), context.progress());
      labels(region, context.sample(), store, context.progress());
    }
    List<String> regions = AnnDataStore.group(cells, kind, statistic, store, "tables/cells");
    JsonObject table = new JsonObject();
    table.addProperty("spatialdata-encoding-type", "ngff:regions_table");
    JsonArray names = new JsonArray();
    regions.forEach(names::add);
    table.add("region", names);
    table.addProperty("region_key", "region");
    table.addProperty("instance_key", "object");
    table.addProperty("version", TABLE_VERSION);
    new AnnDataGroup(store, "tables/cells").attributes(table);
    ConsolidatedMetadata.write(store);
  }

  private static void labels(RegionCells region, Sample sample, Store store, Progress progress) {
    JsonArray listed = new JsonArray();
    for (MaskKind mask : MaskKind.values()) {
      String from = ScanLayout.labels(region.name(), mask.labels());
      if (ZarrGroup.exists(sample.store(), from)) {
        String name = region.name() + "_" + mask.labels();
        OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), from));
        copy(region, image, store, "labels/" + name, progress);
        listed.add(name);
      }
    }
    if (!listed.isEmpty()) {
      ZarrGroup group = ZarrGroup.open(store, "labels");
      JsonObject attributes = group.attributes();
      JsonArray all =
          attributes.has("labels") ? attributes.getAsJsonArray("labels") : new JsonArray();
      all.addAll(listed);
      attributes.add("labels", all);
      group.setAttributes(attributes);
    }
  }

  /** Copies all levels without the axes of time and depth, and of channels for labels. */
  private static void copy(
      RegionCells region, OmeImage image, Store store, String path, Progress progress) {
    boolean labels = image.document().label().isPresent();
    ZarrGroup group = ZarrGroup.create(store, path, ZarrVersion.V2);
    JsonArray datasets = new JsonArray();
    for (int level = 0; level < image.levels().size(); level++) {
      copy(image.levels().get(level), labels, store, path + "/" + level, progress);
      JsonObject dataset = new JsonObject();
      dataset.addProperty("path", Integer.toString(level));
      long[] first = image.levels().get(0).spec().shape();
      long[] shape = image.levels().get(level).spec().shape();
      dataset.add(
          "coordinateTransformations",
          array(scale(labels, (double) first[3] / shape[3], (double) first[4] / shape[4])));
      datasets.add(dataset);
    }
    JsonObject multiscale = new JsonObject();
    multiscale.addProperty("name", path.substring(path.indexOf('/') + 1));
    multiscale.addProperty("version", "0.4");
    multiscale.add("axes", axes(labels));
    multiscale.add("datasets", datasets);
    multiscale.add("coordinateTransformations", transformations(region, labels));
    JsonObject attributes = new JsonObject();
    attributes.add("multiscales", array(multiscale));
    JsonObject version = new JsonObject();
    version.addProperty("version", RASTER_VERSION);
    attributes.add("spatialdata_attrs", version);
    if (labels) {
      JsonObject label = new JsonObject();
      label.addProperty("version", "0.4");
      attributes.add("image-label", label);
    } else {
      attributes.add("omero", omero(region));
    }
    group.setAttributes(attributes);
  }

  private static void copy(
      ZarrArray from, boolean labels, Store store, String path, Progress progress) {
    long[] shape = from.spec().shape();
    int[] chunk = from.spec().chunk();
    ArraySpec spec =
        labels
            ? ArraySpec.image(
                new long[] {shape[3], shape[4]}, new int[] {chunk[3], chunk[4]}, from.spec().type())
            : ArraySpec.image(
                new long[] {shape[1], shape[3], shape[4]},
                new int[] {chunk[1], chunk[3], chunk[4]},
                from.spec().type());
    ZarrArray to =
        ZarrArray.create(store, path, spec.withSeparator(Separator.SLASH), ZarrVersion.V2);
    long[] counts = from.spec().chunkCounts();
    for (long c = 0; c < (labels ? 1 : counts[1]); c++) {
      for (long y = 0; y < counts[3]; y++) {
        progress.checkCancelled();
        for (long x = 0; x < counts[4]; x++) {
          if (from.hasChunk(0, c, 0, y, x)) {
            Object pixels = from.readChunk(0, c, 0, y, x);
            if (labels) {
              to.writeChunk(pixels, y, x);
            } else {
              to.writeChunk(pixels, c, y, x);
            }
          }
        }
      }
    }
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  private static JsonArray axes(boolean labels) {
    JsonArray axes = new JsonArray();
    if (!labels) {
      JsonObject c = new JsonObject();
      c.addProperty("name", "c");
      c.addProperty("type", "channel");
      axes.add(c);
    }
    for (String name : List.of("y", "x")) {
      JsonObject axis = new JsonObject();
      axis.addProperty("name", name);
      axis.addProperty("type", "space");
      axis.addProperty("unit", "micrometer");
      axes.add(axis);
    }
    return axes;
  }

  private static JsonObject scale(boolean labels, double y, double x) {
    JsonArray scale = new JsonArray();
    if (!labels) {
      scale.add(1.0);
    }
    scale.add(y);
    scale.add(x);
    JsonObject transformation = new JsonObject();
    transformation.addProperty("type", "scale");
    transformation.add("scale", scale);
    return transformation;
  }

  /** From pixels to the coordinate systems; a pixel reaches from i to i + 1. */
  private static JsonArray transformations(RegionCells region, boolean labels) {
    JsonArray all = new JsonArray();
    double p = region.scan().pixelSizeUm();
    all.add(between(scale(labels, p, p), labels, "global"));
    if (region.hasStage()) {
      all.add(between(toStage(region, labels), labels, "stage"));
    }
    return all;
  }

  /** Rows are c, y, x of the stage, columns c, y, x of the image and the shift. */
  private static JsonObject toStage(RegionCells region, boolean labels) {
    List<Double> a = region.scan().stageAffine();
    double p = region.scan().pixelSizeUm();
    double[] y = {a.get(4) * p, a.get(3) * p, a.get(5)};
    double[] x = {a.get(1) * p, a.get(0) * p, a.get(2)};
    JsonArray rows = new JsonArray();
    if (!labels) {
      rows.add(row(1, 0, 0, 0));
    }
    for (double[] r : List.of(y, x)) {
      rows.add(labels ? row(r) : row(0, r[0], r[1], r[2]));
    }
    rows.add(labels ? row(0, 0, 1) : row(0, 0, 0, 1));
    JsonObject transformation = new JsonObject();
    transformation.addProperty("type", "affine");
    transformation.add("affine", rows);
    return transformation;
  }

  private static JsonArray row(double... values) {
    JsonArray row = new JsonArray();
    for (double value : values) {
      row.add(value);
    }
    return row;
  }

  private static JsonObject between(JsonObject transformation, boolean labels, String system) {
    JsonObject input = new JsonObject();
    input.addProperty("name", labels ? "yx" : "cyx");
    input.add("axes", axes(labels));
    JsonObject output = new JsonObject();
    output.addProperty("name", system);
    output.add("axes", axes(labels));
    transformation.add("input", input);
    transformation.add("output", output);
    return transformation;
  }

  private static JsonObject omero(RegionCells region) {
    JsonArray channels = new JsonArray();
    for (String name : CellColumns.names(region.scan().channels())) {
      JsonObject channel = new JsonObject();
      channel.addProperty("label", name);
      channels.add(channel);
    }
    JsonObject omero = new JsonObject();
    omero.add("channels", channels);
    return omero;
  }
}
