package org.imaxt.beads.detect;

import java.util.List;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.DetectionsDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Progress;

/**
 * Finds the beads of a scan and writes its labels and its document.
 *
 * @param sample the sample
 * @param params the stage's parameters
 * @param name name of the scan
 * @param detector what looks for candidates
 * @param imaging how the modality shows beads
 */
record ScanFinder(
    Sample sample, BeadsParams params, String name, String detector, Imaging imaging) {

  /** Looks in one of its channels, counted from 1. */
  FoundCounts find(int channel, Progress progress) {
    Modality on = params.on();
    ImagePlane plane = ImagePlane.ofScan(sample, on, name, channel);
    try (PlaneDetector opened = PlaneDetector.open(params, detector)) {
      PlaneBeads beads = PlaneBeads.of(plane, imaging, opened, params, progress);
      BeadLabels.write(sample, ScanLayout.scanImage(on, name), 1, beads, 1);
      Rows rows = new Rows(1, 1, 0, 0, 0, (x, y) -> 0);
      List<DetectionsDocument.Row> found = beads.outcomes().stream().map(rows::row).toList();
      sample.write(
          ScanLayout.scanDetections(on, name),
          new DetectionsDocument(
              0,
              channel,
              beads.optics(),
              beads.noise().gain(),
              beads.noise().readVariance(),
              beads.agreement().search(opened.name()),
              found));
      int accepted = (int) found.stream().filter(DetectionsDocument.Row::accepted).count();
      return new FoundCounts(found.size(), accepted);
    }
  }
}
