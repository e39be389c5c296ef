package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.algo.federate.Block;
import org.imaxt.core.algo.federate.BlockBead;
import org.imaxt.core.algo.federate.BlockSection;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.RegistrationDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.sample.Table;

/** All beads of the block in the cube frame, with the planes that show each. */
final class BlockCatalogue {

  /** Where the registration could not tell the layer's thickness. */
  private static final double USUAL_LAYER_UM = 12;

  private final AcquisitionDocument acquisition;
  private final SectionTransforms transforms;
  private final Table detections;
  private final double[] z;
  private final double[] radius;
  private final double[] radiusSigma;
  private final int[] section;

  private BlockCatalogue(Sample sample) {
    acquisition = sample.read(Layout.acquisition());
    transforms = SectionTransforms.of(sample);
    detections = sample.read(Layout.beads());
    z = detections.doubles("z_um");
    radius = detections.doubles("radius_um");
    radiusSigma = detections.doubles("radius_sigma_um");
    section = detections.ints("section");
  }

  static Block of(Sample sample) {
    BlockCatalogue catalogue = new BlockCatalogue(sample);
    RegistrationDocument found = sample.read(Layout.registration());
    double layer = found.layerThicknessUm();
    return new Block(
        catalogue.sections(),
        catalogue.acquisition.sectionThicknessUm(),
        layer > 0 ? layer : USUAL_LAYER_UM,
        catalogue.field(),
        catalogue.beads(sample));
  }

  private List<BlockSection> sections() {
    List<BlockSection> sections = new ArrayList<>();
    for (int number : acquisition.sections()) {
      if (transforms.has(number)) {
        List<Double> planes = new ArrayList<>();
        for (int layer = 1; layer <= acquisition.layers(); layer++) {
          planes.add(acquisition.zUm(number, layer));
        }
        sections.add(new BlockSection(number, planes));
      }
    }
    return sections;
  }

  private Field field() {
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    return new Field(
        canvas.xUm(),
        canvas.yUm(),
        canvas.xUm() + canvas.widthPx() * p,
        canvas.yUm() + canvas.heightPx() * p);
  }

  /** Registered beads first, then detections that no track joined, each a bead of its own. */
  private List<BlockBead> beads(Sample sample) {
    Table rows = sample.read(Layout.beadRows());
    int[] row = rows.ints("row");
    int[] bead = rows.ints("bead");
    boolean[] tracked = new boolean[detections.rows()];
    Map<Integer, List<BlockBead.Sighting>> sightings = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      tracked[row[i]] = true;
      if (isUsable(row[i])) {
        sightings.computeIfAbsent(bead[i], b -> new ArrayList<>()).add(sighting(row[i]));
      }
    }
    Table registered = sample.read(Layout.registeredBeads());
    int[] numbers = registered.ints("bead");
    double[] x = registered.doubles("x_um");
    double[] y = registered.doubles("y_um");
    double[] sigma = rms(registered.doubles("x_sigma_um"), registered.doubles("y_sigma_um"));
    List<BlockBead> beads = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      List<BlockBead.Sighting> seen = sightings.getOrDefault(numbers[i], List.of());
      if (!seen.isEmpty() && sigma[i] > 0) {
        beads.add(new BlockBead(numbers[i], x[i], y[i], sigma[i], seen));
      }
    }
    addUntracked(beads, tracked, numbers.length);
    return beads;
  }

  private void addUntracked(List<BlockBead> beads, boolean[] tracked, int last) {
    boolean[] accepted = detections.booleans("accepted");
    double[] x = detections.doubles("x_um");
    double[] y = detections.doubles("y_um");
    double[] fit = rms(detections.doubles("x_sigma_um"), detections.doubles("y_sigma_um"));
    double[] tile = detections.doubles("tile_sigma_um");
    int number = last;
    for (int i = 0; i < tracked.length; i++) {
      double sigma = Math.hypot(fit[i], tile[i]);
      boolean placed = Double.isFinite(x[i] + y[i] + sigma) && sigma > 0;
      if (accepted[i] && !tracked[i] && placed && isUsable(i) && transforms.has(section[i])) {
        double[] at = transforms.toCube(section[i], x[i], y[i]);
        beads.add(new BlockBead(++number, at[0], at[1], sigma, List.of(sighting(i))));
      }
    }
  }

  private boolean isUsable(int i) {
    return radius[i] > 0
        && radiusSigma[i] > 0
        && Double.isFinite(radius[i] + radiusSigma[i] + z[i]);
  }

  private BlockBead.Sighting sighting(int i) {
    return new BlockBead.Sighting(section[i], z[i], radius[i], radiusSigma[i]);
  }

  private static double[] rms(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.sqrt(0.5 * (a[i] * a[i] + b[i] * b[i]));
    }
    return out;
  }
}
