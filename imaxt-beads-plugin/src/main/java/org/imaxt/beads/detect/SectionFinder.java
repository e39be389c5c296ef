package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;

/** Finds the beads of a section, plane by plane, and writes its labels and its document. */
final class SectionFinder {
  private final Sample sample;
  private final BeadsParams params;
  private final AcquisitionDocument acquisition;
  private final int section;
  private final String detector;

  SectionFinder(Sample sample, BeadsParams params, BeadUnit unit) {
    this.sample = sample;
    this.params = params;
    this.section = unit.section();
    this.detector = unit.detector();
    this.acquisition = sample.read(Layout.acquisition());
  }

  FoundCounts find(int channel, Progress progress) {
    try (PlaneDetector opened = PlaneDetector.open(params, detector)) {
      return find(channel, opened, progress);
    }
  }

  private FoundCounts find(int channel, PlaneDetector detector, Progress progress) {
    Agreement agreement = Agreement.NONE;
    List<DetectionsDocument.Row> rows = new ArrayList<>();
    PlaneBeads last = null;
    SectionRows places = new SectionRows(sample, section);
    for (int layer = 1; layer <= acquisition.layers(); layer++) {
      ImagePlane plane = ImagePlane.ofSection(sample, section, channel, layer);
      Imaging imaging = Imaging.microscope(params, plane.pixelUm());
      last = PlaneBeads.of(plane, imaging, detector, params, progress);
      agreement = agreement.and(last.agreement());
      int firstLabel = rows.size() + 1;
      BeadLabels.write(sample, Layout.mosaic(section), layer, last, firstLabel);
      Rows these = places.of(layer, firstLabel, last.optics());
      last.outcomes().forEach(o -> rows.add(these.row(o)));
    }
    sample.write(
        Layout.detections(section),
        new DetectionsDocument(
            section,
            channel,
            last.optics(),
            last.noise().gain(),
            last.noise().readVariance(),
            agreement.search(detector.name()),
            rows));
    int accepted = (int) rows.stream().filter(DetectionsDocument.Row::accepted).count();
    return new FoundCounts(rows.size(), accepted);
  }
}
