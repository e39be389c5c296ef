package org.imaxt.core.bdv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ZarrGroup;

/**
 * Slides and regions that lie on sections, as further images of the block.
 *
 * @param sample the sample
 * @param depthUm depth of a section, cube frame, µm
 * @param toCube xx, xy, x0, yx, yy, y0 of a section's mosaic frame to the cube frame
 * @param thicknessUm what the images show in depth, µm
 */
record ScanViews(
    Sample sample, IntToDoubleFunction depthUm, IntFunction<double[]> toCube, double thicknessUm) {

  /**
   * The views of all scans that are matched; none if the federation is out of date. A scan is
   * numbered by its place among all, so that it keeps its number whatever becomes of others.
   *
   * @param sections numbers that sections have
   */
  List<BdvView> behind(int sections) {
    List<BdvView> views = new ArrayList<>();
    if (!isFederated()) {
      return views;
    }
    FederationDocument document = sample.read(Layout.federation());
    for (int i = 0; i < document.scans().size(); i++) {
      Scan scan = document.scans().get(i);
      if (scan.placed().isPresent() && isComplete(scan)) {
        views.addAll(channels(scan, sections + 1 + i));
      }
    }
    return views;
  }

  private boolean isFederated() {
    Receipts receipts = new Receipts(sample);
    if (receipts.find("federate", "federation").isEmpty()) {
      return false;
    }
    try {
      receipts.verified("federate/federation");
      return sample.exists(Layout.federation());
    } catch (SampleFormatException outOfDate) {
      return false;
    }
  }

  private boolean isComplete(Scan scan) {
    String stage = scan.modality() == Modality.SLIDES ? "slides" : "imc-import";
    return new Receipts(sample).find(stage, scan.name()).isPresent();
  }

  private List<BdvView> channels(Scan scan, int number) {
    String path = ScanLayout.scanImage(scan.modality(), scan.name());
    OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), path));
    long[] shape = image.levels().get(0).spec().shape();
    Level finest = image.document().multiscale().levels().get(0);
    List<Channel> names = image.document().channels();
    double[] affine = then(scan.placed().orElseThrow().affine(), toCube.apply(scan.section()));
    List<BdvView> views = new ArrayList<>();
    for (int channel = 1; channel <= shape[1]; channel++) {
      views.add(
          new BdvView(
              number,
              scan.name(),
              channel,
              channel <= names.size()
                  ? names.get(channel - 1).label()
                  : Layout.channelName(channel),
              path,
              shape[4],
              shape[3],
              shape[2],
              finest.scale().get(4),
              thicknessUm,
              finest.translation().get(4),
              finest.translation().get(3),
              depthUm.applyAsDouble(scan.section()),
              affine));
    }
    return views;
  }

  /** First a, then b. */
  private static double[] then(List<Double> a, double[] b) {
    double[] out = new double[6];
    for (int row = 0; row < 6; row += 3) {
      for (int column = 0; column < 3; column++) {
        out[row + column] = b[row] * a.get(column) + b[row + 1] * a.get(3 + column);
      }
      out[row + 2] += b[row + 2];
    }
    return out;
  }
}
