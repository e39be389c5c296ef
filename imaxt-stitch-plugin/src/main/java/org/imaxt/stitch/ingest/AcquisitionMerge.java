package org.imaxt.stitch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.AcquisitionDocument.StageKind;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.acquisition.Acquisition;

/** Joins an acquisition with what the sample already holds of it. */
final class AcquisitionMerge {

  private AcquisitionMerge() {}

  /**
   * Refuses an acquisition that does not fit the sections that stay.
   *
   * @throws InputException naming what differs
   */
  static void requireSame(
      Acquisition acquisition, IngestParams params, List<Output> outputs, Sample sample) {
    Optional<AcquisitionDocument> old = staying(outputs, sample);
    if (old.isEmpty()) {
      return;
    }
    AcquisitionDocument there = old.get();
    requireEqual("tile width", there.tileWidthPx(), acquisition.tile().widthPx());
    requireEqual("tile height", there.tileHeightPx(), acquisition.tile().heightPx());
    requireEqual("number of channels", there.channels(), acquisition.channels());
    requireEqual("number of layers", there.layers(), acquisition.layers());
    requireEqual("pixel size", there.pixelSizeUm(), Acquisitions.pixelSizeUm(acquisition));
    params
        .orientation()
        .given()
        .ifPresent(o -> requireEqual("orientation", there.orientation(), o));
  }

  /** What all sections share, after the stale ones have been made again. */
  static AcquisitionDocument of(
      Acquisition acquisition,
      IngestParams params,
      List<Output> stale,
      Sample sample,
      Progress progress) {
    Optional<AcquisitionDocument> old = staying(stale, sample);
    OrientationSearch.Finding finding =
        params
            .orientation()
            .given()
            .map(OrientationSearch.Finding::given)
            .or(() -> old.map(OrientationSearch.Finding::kept))
            .orElseGet(() -> OrientationSearch.find(acquisition, progress));
    double pixelSizeUm = Acquisitions.pixelSizeUm(acquisition);
    Orientation orientation = finding.orientation();
    Set<Integer> sections =
        stale.stream().map(Output::section).collect(Collectors.toCollection(TreeSet::new));
    sections.addAll(completeSections(sample));
    return new AcquisitionDocument(
        acquisition.name(),
        params.isGrid() ? "grid" : "tissuecyte",
        params.isGrid() ? StageKind.NOMINAL : StageKind.MEASURED,
        pixelSizeUm,
        acquisition.tile().widthPx(),
        acquisition.tile().heightPx(),
        acquisition.channels(),
        acquisition.layers(),
        acquisition.sectionThicknessUm(),
        acquisition.layerStepUm(),
        params.imagingDepth(),
        acquisition.objective(),
        orientation,
        finding.found(),
        finding.confidence(),
        canvas(acquisition, params, orientation, sample),
        List.copyOf(sections),
        acquisition.missingSections().stream().filter(s -> !sections.contains(s)).toList(),
        acquisition.metadata());
  }

  /** The canvas of all sections, those included that only the sample still has. */
  private static Canvas canvas(
      Acquisition acquisition, IngestParams params, Orientation orientation, Sample sample) {
    List<StagePosition> positions = new ArrayList<>();
    acquisition.sections().forEach(s -> positions.addAll(s.positions()));
    for (int section : completeSections(sample)) {
      if (acquisition.section(section).isEmpty()) {
        positions.addAll(sample.read(Layout.section(section)).tiles());
      }
    }
    return CanvasLayout.of(
        positions,
        acquisition.tile(),
        orientation,
        Acquisitions.pixelSizeUm(acquisition),
        params.canvasMargin());
  }

  /** The sample's document, if sections of it stay as they are. */
  private static Optional<AcquisitionDocument> staying(List<Output> made, Sample sample) {
    Set<String> names = made.stream().map(Output::name).collect(Collectors.toSet());
    boolean stays =
        new Receipts(sample).complete("ingest").stream().anyMatch(n -> !names.contains(n));
    return stays ? Optional.of(sample.read(Layout.acquisition())) : Optional.empty();
  }

  private static List<Integer> completeSections(Sample sample) {
    return new Receipts(sample)
        .complete("ingest").stream().map(n -> Integer.valueOf(n.substring(1))).toList();
  }

  private static void requireEqual(String what, Object there, Object now) {
    if (!there.equals(now)) {
      throw new InputException(
          "%s of the sections already in the sample is %s, the acquisition has %s; ingest all"
                  .formatted(what, there, now)
              + " sections again or make a new sample");
    }
  }
}
