package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.federate.BeadScan;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.ScanBead;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;

/** The accepted beads of scans. */
final class ScanCatalogue {

  private ScanCatalogue() {}

  /** The beads of one scan, in its frame. */
  static BeadScan of(Sample sample, Modality modality, String name) {
    Table table = sample.read(ScanLayout.scanBeads(modality));
    String[] scan = table.texts("scan");
    boolean[] accepted = table.booleans("accepted");
    double[] x = table.doubles("x_um");
    double[] y = table.doubles("y_um");
    double[] radius = table.doubles("radius_um");
    double[] sx = table.doubles("x_sigma_um");
    double[] sy = table.doubles("y_sigma_um");
    double[] sr = table.doubles("radius_sigma_um");
    List<ScanBead> beads = new ArrayList<>();
    for (int i = 0; i < scan.length; i++) {
      double sigma = Math.sqrt(0.5 * (sx[i] * sx[i] + sy[i] * sy[i]));
      boolean usable = Double.isFinite(x[i] + y[i] + sigma + sr[i]) && sigma > 0 && sr[i] > 0;
      if (accepted[i] && scan[i].equals(name) && usable && radius[i] > 0) {
        beads.add(new ScanBead(x[i], y[i], radius[i], sigma, sr[i]));
      }
    }
    return new BeadScan(beads, field(sample, modality, name));
  }

  /** The scanned rectangle. */
  static Field field(Sample sample, Modality modality, String name) {
    ScanDocument scan = sample.read(ScanLayout.scan(modality, name));
    double p = scan.pixelSizeUm();
    return new Field(0, 0, scan.widthPx() * p, scan.heightPx() * p);
  }
}
