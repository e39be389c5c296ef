package org.imaxt.core.lab;

import java.util.List;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Paints every section in one value. */
@StageInfo(
    id = "paint",
    menu = "Plugins>IMAXT>Lab>Paint...",
    summary = "Paints every section in one value.",
    sample = StageInfo.SampleUse.CREATE)
public final class PaintStage implements Stage<PaintParams, Patch, Patch> {

  /** Where the images lie. */
  public static final String FOLDER = "lab/paint";

  /** The stage, as the registry makes it. */
  public PaintStage() {}

  @Override
  public PaintParams defaults() {
    return new PaintParams(7, 3);
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(PaintParams params) {
    return new Footprint(List.of(), List.of(), List.of(FOLDER));
  }

  @Override
  public List<Output> outputs(PaintParams params, Selection selection, Sample sample) {
    return Patch.outputs(FOLDER, params.planes(), selection, "");
  }

  @Override
  public List<Patch> plan(PaintParams params, Output output, int phase, Sample sample) {
    return List.of(new Patch(FOLDER, output.section()));
  }

  @Override
  public Patch process(PaintParams params, Patch unit, Sample sample, Progress progress) {
    unit.paint(sample, params.brightness());
    return unit;
  }

  @Override
  public void finish(PaintParams params, Output output, List<Patch> results, Sample sample) {}

  @Override
  public Report report(PaintParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Paint: %s sections".formatted(outputs.size()))
        .number("brightness", params.brightness(), "ADU");
  }
}
