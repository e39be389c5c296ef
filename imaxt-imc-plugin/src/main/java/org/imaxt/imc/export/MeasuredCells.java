package org.imaxt.imc.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.TableReader;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.Progress;
import org.imaxt.imc.cells.CellColumns;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.cells.ShapeProperty;

/**
 * The measured regions of a sample that are asked for.
 *
 * @param regions the regions, at least one
 * @param federated whether the sample knows where regions lie in the cube
 * @param progress progress and cancellation
 */
record MeasuredCells(List<RegionCells> regions, boolean federated, Progress progress) {

  private static final String MEASURE = "imc-measure";

  static MeasuredCells of(JobContext context) {
    Sample sample = context.sample();
    Receipts receipts = new Receipts(sample);
    List<String> complete = receipts.complete(MEASURE);
    if (complete.isEmpty()) {
      throw new SampleFormatException(
          sample.location() + " has no measured regions; run imaxt " + MEASURE);
    }
    boolean federated = receipts.find("federate", "federation").isPresent();
    Optional<Frames> frames = federated ? Optional.of(Frames.of(sample)) : Optional.empty();
    List<RegionCells> regions = new ArrayList<>();
    for (String name : context.selection().scans(Modality.IMC, complete)) {
      receipts.verified(MEASURE + "/" + name);
      ScanDocument scan = sample.read(ScanLayout.scan(Modality.IMC, name));
      Optional<FrameMap> toCube =
          frames
              .filter(f -> f.names().contains(Frames.CUBE))
              .flatMap(f -> f.find(name, Frames.CUBE));
      regions.add(
          new RegionCells(
              scan,
              TableReader.of(sample, ScanLayout.cells(name)),
              toCube,
              toCube.isEmpty() ? OptionalDouble.empty() : frames.get().depthUm(toCube.get())));
    }
    return new MeasuredCells(List.copyOf(regions), federated, context.progress());
  }

  /** Refuses a part that none of the regions has. */
  void require(ObjectKind kind) {
    if (regions.stream().noneMatch(r -> r.has(kind))) {
      throw new InputException(
          "no region has %s; run imaxt imc-segment and imc-measure, or give --kind %s"
              .formatted(
                  kind.word(),
                  String.join(" or --kind ", kinds().stream().map(ObjectKind::word).toList())));
    }
  }

  private List<ObjectKind> kinds() {
    List<ObjectKind> kinds = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      if (regions.stream().anyMatch(r -> r.has(kind))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** The channels of all regions by name, each with the key it has where it comes first. */
  Map<String, ScanChannel> channels() {
    Map<String, ScanChannel> channels = new LinkedHashMap<>();
    for (RegionCells region : regions) {
      List<String> names = CellColumns.names(region.scan().channels());
      for (int c = 0; c < names.size(); c++) {
        channels.putIfAbsent(names.get(c), region.scan().channels().get(c));
      }
    }
    return channels;
  }

  /** Region, number and places: the first columns of every table. */
  List<CellColumn> places() {
    List<CellColumn> columns =
        new ArrayList<>(List.of(CellColumn.word("roi", RegionCells::name), CellColumn.object()));
    columns.addAll(CellColumn.inRegion());
    columns.addAll(CellColumn.onStage());
    if (federated) {
      columns.addAll(CellColumn.inCube());
    }
    return columns;
  }

  /** The columns of a part's shape. */
  List<CellColumn> shapes(ObjectKind kind) {
    List<CellColumn> columns = new ArrayList<>();
    for (ShapeProperty property : ShapeProperty.values()) {
      columns.add(CellColumn.property(CellColumns.of(kind, property), kind, property));
    }
    return columns;
  }

  /** A statistic of all channels in a part, under the names of the channels. */
  List<CellColumn> intensities(ObjectKind kind, Statistic statistic) {
    List<CellColumn> columns = new ArrayList<>();
    for (String channel : channels().keySet()) {
      columns.add(CellColumn.channel(channel, kind, statistic, channel));
    }
    return columns;
  }

  /** Everything: places, then shapes and statistics of all parts. */
  CellRows everything() {
    List<CellColumn> columns = new ArrayList<>(places());
    Set<String> channels = new LinkedHashSet<>(channels().keySet());
    for (ObjectKind kind : kinds()) {
      columns.addAll(shapes(kind));
      for (Statistic statistic : Statistic.values()) {
        for (String channel : channels) {
          columns.add(
              CellColumn.channel(
                  CellColumns.of(kind, statistic, channel), kind, statistic, channel));
        }
      }
    }
    return new CellRows(regions, columns, Optional.empty(), progress);
  }

  /** The objects that have a part, with some columns. */
  CellRows rows(ObjectKind kind, List<CellColumn> columns) {
    return new CellRows(regions, columns, Optional.of(kind), progress);
  }
}
