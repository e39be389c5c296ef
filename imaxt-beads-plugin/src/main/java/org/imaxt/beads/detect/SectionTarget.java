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

/**
 * The mosaics of the block's sections.
 *
 * @param params the stage's parameters
 */
record SectionTarget(BeadsParams params) implements BeadTarget {

  @Override
  public Footprint footprint() {
    return new Footprint(
        List.of("stitch", "fuse"),
        List.of("distortion"),
        List.of(Layout.DETECTIONS, Layout.beads().path(), Layout.MOSAIC));
  }

  @Override
  public List<Output> outputs(Selection selection, Sample sample) {
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
    inputs.put(PlaneDetector.INPUT, PlaneDetector.key(params, acquisition.pixelSizeUm()));
    List<Integer> all = acquisition.sections();
    String middle = "fuse/" + Layout.sectionName(middle(acquisition));
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

  /** The section that decides on the channel. */
  private static int middle(AcquisitionDocument acquisition) {
    List<Integer> sections = acquisition.sections();
    return sections.get(sections.size() / 2);
  }

  @Override
  public BeadUnit unit(Output output, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Canvas canvas = acquisition.canvas();
    double um2 = acquisition.pixelSizeUm() * acquisition.pixelSizeUm();
    double areaUm2 = (double) canvas.widthPx() * canvas.heightPx() * um2;
    return new BeadUnit(
        output.section(),
        "",
        output.inputs().get(PlaneDetector.INPUT),
        PlaneDetector.coarsePixels(params, areaUm2));
  }

  @Override
  public String image(Output output) {
    return Layout.mosaic(output.section());
  }

  @Override
  public FoundCounts find(BeadUnit unit, Sample sample, Progress progress) {
    String state = "beads/channel/" + params + new Receipts(sample).complete("fuse");
    int channel = sample.derived(state, () -> channel(sample));
    progress.checkCancelled();
    return new SectionFinder(sample, params, unit).find(channel, progress);
  }

  private int channel(Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    int middle = middle(acquisition);
    return new ChannelChoice(Imaging.microscope(params, acquisition.pixelSizeUm()), params)
        .of(acquisition.channels(), c -> ImagePlane.ofSection(sample, middle, c, 1));
  }

  @Override
  public void writeTable(Sample sample) {
    List<FoundBeads> found = found(sample);
    List<FoundRow> first = BeadTable.judged(found);
    List<FoundRow> rows =
        params.fit() == FitChoice.PROFILE ? new SecondLook(sample, params, found).of(first) : first;
    sample.write(Layout.beads(), BeadTable.ofSections(rows));
  }

  private static List<FoundBeads> found(Sample sample) {
    return sample.<AcquisitionDocument>read(Layout.acquisition()).sections().stream()
        .filter(section -> sample.exists(Layout.detections(section)))
        .map(s -> new FoundBeads(Layout.sectionName(s), sample.read(Layout.detections(s))))
        .toList();
  }

  @Override
  public Report report(Sample sample) {
    int[] sections = sample.read(Layout.beads()).ints("section");
    return new BeadsReport(params, "section", found(sample), sample.read(Layout.beads()))
        .render(row -> Layout.sectionName(sections[row]));
  }
}
