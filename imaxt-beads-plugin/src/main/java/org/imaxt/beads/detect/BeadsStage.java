package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Finds the beads of each section and fits their profiles. */
@StageInfo(
    id = "beads",
    menu = "Plugins>IMAXT>Find Beads...",
    summary = "Finds the beads of each section and fits where they lie.")
public final class BeadsStage implements Stage<BeadsParams, SectionUnit, FoundCounts> {

  /** Pixels of the coarse level: values, mask, eight filtered images, labels. */
  private static final long BYTES_PER_COARSE_PIXEL = 64;

  private static final long USUAL_COARSE_PIXELS = 6_000_000;

  /** Levels that a pyramid might have; how many it has, each section's mosaic says. */
  private static final int MOST_LEVELS = 16;

  /** A stage. */
  public BeadsStage() {}

  @Override
  public BeadsParams defaults() {
    return BeadsParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 2;
  }

  @Override
  public Footprint footprint(BeadsParams params) {
    return new Footprint(
        List.of("stitch", "fuse"),
        List.of("distortion"),
        List.of(Layout.DETECTIONS, Layout.beads().path(), Layout.MOSAIC));
  }

  @Override
  public List<Output> outputs(BeadsParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    if (params.channel() > acquisition.channels()) {
      throw new InputException(
          "channel %d was asked for, %s has %d; give --channel 1 to %d"
              .formatted(
                  params.channel(),
                  sample.location(),
                  acquisition.channels(),
                  acquisition.channels()));
    }
    Canvas canvas = acquisition.canvas();
    SortedMap<String, String> inputs = new TreeMap<>(Map.of("canvas", canvas.toString()));
    inputs.put("detector", detector(params, acquisition));
    List<Integer> all = acquisition.sections();
    String middle = "fuse/" + Layout.sectionName(all.get(all.size() / 2));
    List<Output> outputs = new ArrayList<>();
    for (int section : selection.of(all)) {
      String name = Layout.sectionName(section);
      List<String> reads = new ArrayList<>(List.of("fuse/" + name, "stitch/" + name));
      boolean chooses = params.channel() == 0 && acquisition.channels() > 1;
      if (chooses && !reads.contains(middle)) {
        reads.add(middle);
      }
      outputs.add(
          new Output(
              name,
              section,
              reads,
              inputs,
              List.of(Layout.detections(section).path(), Layout.beadLabels(section))));
    }
    return outputs;
  }

  /** Names detector and model; refuses here what no section could be looked at with. */
  private static String detector(BeadsParams params, AcquisitionDocument acquisition) {
    if (params.choice().engine().isEmpty()) {
      return SectionDetector.CLASSICAL;
    }
    ModelChoice model = ModelChoice.of(params.model());
    ModelChoice.level(model.info(), params, acquisition.pixelSizeUm(), MOST_LEVELS);
    return model.key();
  }

  @Override
  public void prepare(BeadsParams params, Output output, Sample sample) {
    BeadLabels.create(sample, output.section());
  }

  @Override
  public List<SectionUnit> plan(BeadsParams params, Output output, int phase, Sample sample) {
    return List.of(new SectionUnit(output.section()));
  }

  @Override
  public FoundCounts process(
      BeadsParams params, SectionUnit unit, Sample sample, Progress progress) {
    String state = "beads/channel/" + params + new Receipts(sample).complete("fuse");
    int channel = sample.derived(state, () -> ChannelChoice.of(sample, params));
    progress.checkCancelled();
    return new SectionFinder(sample, params, unit.section()).find(channel, progress);
  }

  @Override
  public long memoryBytes(BeadsParams params, SectionUnit unit) {
    return BYTES_PER_COARSE_PIXEL * USUAL_COARSE_PIXELS;
  }

  @Override
  public void finish(BeadsParams params, Output output, List<FoundCounts> results, Sample sample) {
    // What a section holds is in its document already; the table follows from all of them.
  }

  @Override
  public void end(BeadsParams params, Sample sample) {
    BeadTable.write(sample);
  }

  @Override
  public Report report(BeadsParams params, List<Output> outputs, Sample sample) {
    return BeadsReport.of(params, sample);
  }
}
