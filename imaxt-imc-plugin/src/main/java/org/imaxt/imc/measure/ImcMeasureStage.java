package org.imaxt.imc.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.imc.cells.ObjectKind;
import org.imaxt.imc.measure.MeasureUnit.Work;

/** Measures the cells of regions in all channels. */
@StageInfo(
    id = "imc-measure",
    menu = "Plugins>IMAXT>Measure IMC...",
    summary = "Measures nuclei and cells of regions of imaging mass cytometry in all channels.",
    selects = Modality.IMC)
public final class ImcMeasureStage implements Stage<ImcMeasureParams, MeasureUnit, MeasuredCount> {

  private static final String IMPORT = "imc-import";
  private static final int CHANNELS_PER_UNIT = 5;

  /** 32 a run of pixels while they are put in order: rings of dense nuclei have one in 8 px. */
  private static final long REGION_BYTES_PER_PX = 4;

  /** Rows that are read at a time, with their labels and what grows from them. */
  private static final long BAND_ROWS = 1280;

  private static final long BYTES_PER_BAND_PX = 16;

  private static final long MARGIN_BYTES = 32L << 20;

  /** A stage. */
  public ImcMeasureStage() {}

  @Override
  public ImcMeasureParams defaults() {
    return ImcMeasureParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(ImcMeasureParams params) {
    return new Footprint(List.of(IMPORT), List.of("imc-segment"), List.of(ScanLayout.IMC));
  }

  @Override
  public List<Output> outputs(ImcMeasureParams params, Selection selection, Sample sample) {
    List<String> asked = selection.scans(Modality.IMC, new Receipts(sample).complete(IMPORT));
    List<Output> outputs = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String region : asked) {
      RegionLabels labels = RegionLabels.of(sample, region);
      List<String> madeBy = labels.madeBy();
      if (labels.kinds().isEmpty()) {
        without.add(region);
      } else {
        outputs.add(output(region, labels, madeBy));
      }
    }
    if (outputs.isEmpty() || selection.narrows(Modality.IMC) && !without.isEmpty()) {
      throw new InputException(
          "%s must have labels of nuclei or cells to be measured; run imaxt imc-segment"
              .formatted(without.isEmpty() ? "regions" : String.join(", ", without)));
    }
    return outputs;
  }

  private static Output output(String region, RegionLabels labels, List<String> madeBy) {
    List<String> reads = new ArrayList<>(madeBy);
    reads.add(IMPORT + "/" + region);
    SortedMap<String, String> inputs = new TreeMap<>();
    if (madeBy.isEmpty()) {
      inputs.put("labels", labels.checksum());
    }
    return new Output(
        region,
        0,
        reads,
        inputs,
        List.of(ScanLayout.cells(region).path(), ScanLayout.neighbours(region).path()));
  }

  @Override
  public void begin(ImcMeasureParams params, List<Output> stale, Sample sample, Progress progress) {
    for (Output output : stale) {
      if (RegionLabels.of(sample, output.name()).kinds().size() < ObjectKind.values().length) {
        progress.warn(
            "%s has labels of %s only"
                .formatted(
                    output.name(),
                    RegionLabels.of(sample, output.name()).kinds().contains(ObjectKind.CELLS)
                        ? "cells"
                        : "nuclei"));
      }
    }
  }

  @Override
  public void prepare(ImcMeasureParams params, Output output, Sample sample) {
    MeasuredRegion.of(params, output.name(), "", sample).writer().begin();
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public List<MeasureUnit> plan(ImcMeasureParams params, Output output, int phase, Sample sample) {
    ScanDocument scan = sample.read(ScanLayout.scan(Modality.IMC, output.name()));
    long bytes =
        REGION_BYTES_PER_PX * scan.widthPx() * scan.heightPx()
            + BYTES_PER_BAND_PX * scan.widthPx() * Math.min(BAND_ROWS, scan.heightPx())
            + MARGIN_BYTES;
    String state =
        output.inputs().containsKey("labels")
            ? output.inputs().get("labels")
            : new Receipts(sample).verified(output.reads().get(0));
    List<MeasureUnit> units = new ArrayList<>();
    List<ObjectKind> kinds = RegionLabels.of(sample, output.name()).kinds();
    if (phase == 0) {
      units.add(unit(output, state, Work.OBJECTS, kinds.get(0), 0, 0, 2 * bytes));
      return units;
    }
    for (ObjectKind kind : kinds) {
      units.add(unit(output, state, Work.SHAPES, kind, 0, 0, bytes));
    }
    for (int from = 0; from < scan.channels().size(); from += CHANNELS_PER_UNIT) {
      int to = Math.min(scan.channels().size(), from + CHANNELS_PER_UNIT);
      units.add(unit(output, state, Work.CHANNELS, kinds.get(0), from, to, bytes));
    }
    units.add(unit(output, state, Work.NEIGHBOURS, kinds.get(0), 0, 0, bytes));
    return units;
  }

  private static MeasureUnit unit(
      Output output, String state, Work work, ObjectKind kind, int from, int to, long bytes) {
    return new MeasureUnit(output.name(), state, work, kind, from, to, bytes);
  }

  @Override
  public long memoryBytes(ImcMeasureParams params, MeasureUnit unit) {
    return unit.bytes();
  }

  @Override
  public MeasuredCount process(
      ImcMeasureParams params, MeasureUnit unit, Sample sample, Progress progress) {
    progress.checkCancelled();
    MeasuredRegion region = MeasuredRegion.of(params, unit.region(), unit.state(), sample);
    switch (unit.work()) {
      case OBJECTS -> {
        return new MeasuredCount(region.writeObjects());
      }
      case SHAPES -> region.writeShapes(unit.kind());
      case CHANNELS -> region.writeChannels(unit.from(), unit.to(), progress);
      case NEIGHBOURS -> region.writeNeighbours(unit.kind());
    }
    return new MeasuredCount(0);
  }

  @Override
  public void finish(
      ImcMeasureParams params, Output output, List<MeasuredCount> results, Sample sample) {
    MeasuredRegion.of(params, output.name(), "", sample).complete(results.get(0).rows());
  }

  @Override
  public Report report(ImcMeasureParams params, List<Output> outputs, Sample sample) {
    return MeasureReport.of(params, outputs.stream().map(Output::name).toList(), sample);
  }
}
