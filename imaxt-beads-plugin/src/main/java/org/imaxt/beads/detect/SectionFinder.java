package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.PlacedTile;
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
  private final List<PlacedTile> tiles;
  private final double fieldSigmaUm;

  SectionFinder(Sample sample, BeadsParams params, BeadUnit unit) {
    this.sample = sample;
    this.params = params;
    this.section = unit.section();
    this.detector = unit.detector();
    this.acquisition = sample.read(Layout.acquisition());
    this.tiles = sample.read(Layout.positions(unit.section())).tiles();
    this.fieldSigmaUm = FieldError.sigmaUm(sample);
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
    for (int layer = 1; layer <= acquisition.layers(); layer++) {
      ImagePlane plane = ImagePlane.ofSection(sample, section, channel, layer);
      Imaging imaging = Imaging.microscope(params, plane.pixelUm());
      last = PlaneBeads.of(plane, imaging, detector, params, progress);
      agreement = agreement.and(last.agreement());
      int firstLabel = rows.size() + 1;
      BeadLabels.write(sample, Layout.mosaic(section), layer, last, firstLabel);
      Rows these = rows(layer, firstLabel);
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

  private Rows rows(int layer, int firstLabel) {
    return new Rows(
        layer,
        firstLabel,
        acquisition.canvas().xUm(),
        acquisition.canvas().yUm(),
        (section - 1) * acquisition.sectionThicknessUm()
            + (layer - 1) * acquisition.layerStepUm()
            + acquisition.imagingDepthUm(),
        this::tileSigma);
  }

  /** Error of the tile that has most of the say at a place, and of the places within it. */
  private double tileSigma(double x, double y) {
    double sigma = acquisition.nearestTile(tiles, x, y).map(PlacedTile::sigmaUm).orElse(0.0);
    return Math.hypot(sigma, fieldSigmaUm);
  }
}
