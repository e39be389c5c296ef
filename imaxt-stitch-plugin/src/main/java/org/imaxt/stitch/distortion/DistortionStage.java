package org.imaxt.stitch.distortion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.stitch.overlaps.OverlapSurvey;
import org.imaxt.stitch.overlaps.SurveyPlan;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.SectionTiles;

/** Finds the distortion of the field from overlaps, or takes it from a calibration. */
@StageInfo(
    id = Distortions.STAGE,
    menu = "Plugins>IMAXT>Distortion...",
    summary = "Finds the distortion of the camera's field and the stage's axes from overlaps.")
public final class DistortionStage implements Stage<DistortionParams, SurveyUnit, Surveyed> {

  private static final List<String> WRITES =
      List.of(
          Layout.distortion().path(), Layout.distortionField().path(), Layout.overlaps().path());

  /** A stage. */
  public DistortionStage() {}

  @Override
  public DistortionParams defaults() {
    return DistortionParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 4;
  }

  @Override
  public Footprint footprint(DistortionParams params) {
    return new Footprint(List.of("ingest"), List.of(), WRITES);
  }

  @Override
  public List<Output> outputs(DistortionParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    SortedMap<String, String> inputs = new TreeMap<>();
    inputs.put("orientation", acquisition.orientation().key());
    if (params.hasCalibration()) {
      inputs.put("from", Calibration.read(params.from(), acquisition).distortion().toString());
    }
    List<String> reads =
        new ArrayList<>(
            acquisition.sections().stream().map(s -> "ingest/" + Layout.sectionName(s)).toList());
    return List.of(new Output(Distortions.OUTPUT, 0, reads, inputs, WRITES));
  }

  @Override
  public List<SurveyUnit> plan(DistortionParams params, Output output, int phase, Sample sample) {
    return SurveyPlan.of(sample, params.maxPairs()).stream()
        .map(r -> new SurveyUnit(r.section(), r.from(), r.to()))
        .toList();
  }

  @Override
  public Surveyed process(
      DistortionParams params, SurveyUnit unit, Sample sample, Progress progress) {
    SectionTiles tiles = SectionTiles.open(sample, unit.section());
    List<NeighbourPair> pairs = SurveyPlan.pairs(tiles).subList(unit.from(), unit.to());
    OverlapSurvey survey =
        OverlapSurvey.of(
            sample, tiles, start(params, tiles.acquisition()), params.surveyParams(), progress);
    return new Surveyed(survey.of(pairs, progress), pairs.size());
  }

  @Override
  public long memoryBytes(DistortionParams params, SurveyUnit unit) {
    return 250L << 20;
  }

  @Override
  public void finish(
      DistortionParams params, Output output, List<Surveyed> results, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    DistortionEstimate estimate =
        new DistortionEstimate(sample, results.stream().flatMap(r -> r.pairs().stream()).toList());
    DistortionDocument document =
        params.hasCalibration()
            ? estimate.with(Calibration.read(params.from(), acquisition), params.from().getName())
            : estimate.fit(start(params, acquisition), params.minPairs());
    if (!document.estimated() && params.requireEstimate()) {
      throw new InputException(
          document.reason()
              + "; give --from, or leave out --require-estimate to go on uncorrected");
    }
    writeField(document.distortion(), sample);
    sample.write(Layout.overlaps(), estimate.laid(document.distortion()));
    sample.write(Layout.distortion(), document);
  }

  @Override
  public Report report(DistortionParams params, List<Output> outputs, Sample sample) {
    return DistortionReport.of(sample.read(Layout.distortion()));
  }

  /** What the survey begins with: the calibration, or no distortion in the terms asked for. */
  private static Distortion start(DistortionParams params, AcquisitionDocument acquisition) {
    return params.hasCalibration()
        ? Calibration.read(params.from(), acquisition).distortion()
        : new Distortion(
            params.model(),
            acquisition.tileWidthPx(),
            acquisition.tileHeightPx(),
            acquisition.pixelSizeUm(),
            0,
            0,
            Collections.nCopies(params.model().size(), 0.0));
  }

  private static void writeField(Distortion distortion, Sample sample) {
    int columns = distortion.widthPx() / InverseGrid.STEP_PX + 1;
    int rows = distortion.heightPx() / InverseGrid.STEP_PX + 1;
    float[] field = new float[2 * columns * rows];
    double[] d = new double[2];
    for (int j = 0, i = 0; j < rows; j++) {
      for (int k = 0; k < columns; k++, i++) {
        distortion.displacement(k * InverseGrid.STEP_PX, j * InverseGrid.STEP_PX, d);
        field[i] = (float) (d[0] * distortion.pixelSizeUm());
        field[columns * rows + i] = (float) (d[1] * distortion.pixelSizeUm());
      }
    }
    sample.create(
        Layout.distortionField(),
        ArraySpec.image(
            new long[] {2, rows, columns},
            new int[] {2, rows, columns},
            Layout.distortionField().type()));
    sample.array(Layout.distortionField()).writeChunk(field, 0, 0, 0);
  }
}
