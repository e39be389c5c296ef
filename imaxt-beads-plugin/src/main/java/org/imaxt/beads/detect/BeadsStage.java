package org.imaxt.beads.detect;

import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.stage.UnitNeeds;

/** Finds the beads of each section, slide or region and fits their profiles. */
@StageInfo(
    id = "beads",
    menu = "Plugins>IMAXT>Find Beads...",
    summary = "Finds the beads of each section, slide or region and fits where they lie.")
public final class BeadsStage implements Stage<BeadsParams, BeadUnit, FoundCounts> {

  /** Pixels of the coarse level: values, mask, eight filtered images, labels. */
  private static final long BYTES_PER_COARSE_PIXEL = 64;

  /** What the patch of a bead, a model of the network and small change take. */
  private static final long BYTES_BESIDE = 64L << 20;

  /** A stage. */
  public BeadsStage() {}

  @Override
  public BeadsParams defaults() {
    return BeadsParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 5;
  }

  @Override
  public String target(BeadsParams params) {
    return params.on() == Modality.STPT ? "" : params.on().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Footprint footprint(BeadsParams params) {
    return BeadTarget.of(params).footprint();
  }

  @Override
  public List<Output> outputs(BeadsParams params, Selection selection, Sample sample) {
    return BeadTarget.of(params).outputs(selection, sample);
  }

  @Override
  public UnitNeeds needs(BeadsParams params) {
    return UnitNeeds.engineIf(params.choice().engine().isPresent());
  }

  @Override
  public void prepare(BeadsParams params, Output output, Sample sample) {
    BeadLabels.create(sample, BeadTarget.of(params).image(output));
  }

  @Override
  public List<BeadUnit> plan(BeadsParams params, Output output, int phase, Sample sample) {
    return List.of(BeadTarget.of(params).unit(output, sample));
  }

  @Override
  public FoundCounts process(BeadsParams params, BeadUnit unit, Sample sample, Progress progress) {
    return BeadTarget.of(params).find(unit, sample, progress);
  }

  @Override
  public long memoryBytes(BeadsParams params, BeadUnit unit) {
    return BYTES_BESIDE + BYTES_PER_COARSE_PIXEL * unit.coarsePixels();
  }

  @Override
  public void finish(BeadsParams params, Output output, List<FoundCounts> results, Sample sample) {
    // What an image holds is in its document already; the table follows from all of them.
  }

  @Override
  public void end(BeadsParams params, Sample sample) {
    BeadTarget.of(params).writeTable(sample);
  }

  @Override
  public Report report(BeadsParams params, List<Output> outputs, Sample sample) {
    return BeadTarget.of(params).report(sample);
  }
}
