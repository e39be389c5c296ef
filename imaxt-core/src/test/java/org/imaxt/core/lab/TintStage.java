package org.imaxt.core.lab;

import java.util.List;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Adds a value to what was painted. */
@StageInfo(
    id = "tint",
    menu = "Plugins>IMAXT>Lab>Tint...",
    summary = "Adds a value to what was painted.")
public final class TintStage implements Stage<TintParams, Patch, Patch> {

  /** Where the images lie. */
  public static final String FOLDER = "lab/tint";

  /** The stage, as the registry makes it. */
  public TintStage() {}

  @Override
  public TintParams defaults() {
    return new TintParams(2);
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public Footprint footprint(TintParams params) {
    return new Footprint(List.of("paint"), List.of(), List.of(FOLDER));
  }

  @Override
  public List<Output> outputs(TintParams params, Selection selection, Sample sample) {
    return Patch.outputs(FOLDER, new Receipts(sample).complete("paint").size(), selection, "paint");
  }

  @Override
  public List<Patch> plan(TintParams params, Output output, int phase, Sample sample) {
    return List.of(new Patch(FOLDER, output.section()));
  }

  @Override
  public Patch process(TintParams params, Patch unit, Sample sample, Progress progress) {
    int painted = new Patch(PaintStage.FOLDER, unit.section()).value(sample);
    unit.paint(sample, painted + (int) params.shift());
    return unit;
  }

  @Override
  public void finish(TintParams params, Output output, List<Patch> results, Sample sample) {}

  @Override
  public Report report(TintParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Tint: %s sections".formatted(outputs.size()));
  }
}
