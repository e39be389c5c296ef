package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.phantom.NucleusField.Nucleus;

/**
 * Paints nuclei into a region: the amount of DNA at each pixel, and which nucleus and cell it
 * belongs to.
 */
final class CellPainter {
  /** Nuclei with fewer pixels to be seen are not counted as objects. */
  private static final int LEAST_PX = 8;

  private static final Range CYTOPLASM_UM = new Range(1.2, 2.8);

  /** Softness of an edge in focus: the laser's spot is no square. */
  private static final double SHARP_UM = 0.35;

  private static final double DEEP_UM = 1.5;

  private final PlaneMap map;
  private final SectionTruth frame;
  private final int width;
  private final int height;

  CellPainter(RoiTruth roi, SectionTruth frame) {
    map = roi.toMosaic();
    this.frame = frame;
    width = roi.widthPx();
    height = roi.heightPx();
    if (roi.pixelSizeUm() != 1) {
      throw new IllegalArgumentException("pixels must be 1 µm, got " + roi.pixelSizeUm());
    }
  }

  /**
   * Which nucleus and cell a pixel belongs to.
   *
   * @param nuclei labels of nuclei, 0 for none
   * @param cells labels of cells, 0 for none
   * @param objects the nucleus of each label, label 1 first
   * @param at centres of the nuclei in the region's frame, µm
   */
  record Labels(int[] nuclei, int[] cells, List<Nucleus> objects, List<double[]> at) {}

  /** Adds DNA, 1 where a nucleus of mean brightness is thickest. */
  void addDna(List<Nucleus> nuclei, double amplitude, boolean deep, float[] out) {
    double soft = deep ? DEEP_UM : SHARP_UM;
    for (Nucleus n : nuclei) {
      int[] box = box(n, n.meanRadiusUm() * 1.4 + 5 * soft);
      double[] at = centre(n);
      for (int v = box[1]; v <= box[3]; v++) {
        for (int u = box[0]; u <= box[2]; u++) {
          double sum = 0;
          for (int k = 0; k < 4; k++) {
            double du = u + 0.25 + 0.5 * (k % 2) - at[0];
            double dv = v + 0.25 + 0.5 * (k / 2) - at[1];
            sum += profile(n, distance(n, du, dv), soft);
          }
          out[v * width + u] += (float) (amplitude * n.brightness() * sum / 4);
        }
      }
    }
  }

  private static double profile(Nucleus n, double d, double soft) {
    double outside = (d - 1) * n.meanRadiusUm() / soft;
    if (outside > 8) {
      return 0;
    }
    double dome = 0.7 + 0.3 * Math.sqrt(Math.max(0, 1 - d * d));
    return dome / (1 + Math.exp(1.7 * outside));
  }

  Labels labels(List<Nucleus> nuclei) {
    float[] best = new float[width * height];
    Arrays.fill(best, Float.MAX_VALUE);
    int[] owner = new int[width * height];
    for (int i = 0; i < nuclei.size(); i++) {
      Nucleus n = nuclei.get(i);
      double cytoplasm = cytoplasm(n);
      int[] box = box(n, Math.max(n.majorUm(), n.minorUm()) + cytoplasm + 3);
      double[] at = centre(n);
      for (int v = box[1]; v <= box[3]; v++) {
        for (int u = box[0]; u <= box[2]; u++) {
          double d = distance(n, u + 0.5 - at[0], v + 0.5 - at[1]);
          float outside = (float) ((d - 1) * n.meanRadiusUm());
          if (outside <= cytoplasm && outside < best[v * width + u]) {
            best[v * width + u] = outside;
            owner[v * width + u] = i + 1;
          }
        }
      }
    }
    return number(nuclei, best, owner);
  }

  private Labels number(List<Nucleus> nuclei, float[] best, int[] owner) {
    int[] seen = new int[nuclei.size() + 1];
    for (int i = 0; i < owner.length; i++) {
      seen[owner[i]] += best[i] <= 0 ? 1 : 0;
    }
    int[] label = new int[nuclei.size() + 1];
    List<Nucleus> objects = new ArrayList<>();
    List<double[]> at = new ArrayList<>();
    int[] inNucleus = new int[owner.length];
    int[] inCell = new int[owner.length];
    for (int i = 0; i < owner.length; i++) {
      int o = owner[i];
      if (o == 0 || seen[o] < LEAST_PX) {
        continue;
      }
      if (label[o] == 0 && best[i] <= 0) {
        objects.add(nuclei.get(o - 1));
        at.add(centre(nuclei.get(o - 1)));
        label[o] = objects.size();
      }
      inNucleus[i] = best[i] <= 0 ? label[o] : 0;
    }
    for (int i = 0; i < owner.length; i++) {
      inCell[i] = label[owner[i]];
    }
    return new Labels(inNucleus, inCell, objects, at);
  }

  private static double cytoplasm(Nucleus n) {
    return CYTOPLASM_UM.at(Draw.unit(Draw.mix(n.hash() + 11)));
  }

  /** Centre in pixels of the region, which are µm. */
  private double[] centre(Nucleus n) {
    return map.inverse(n.xUm() + frame.driftXUm(), n.yUm() + frame.driftYUm());
  }

  /** Distance in units of the nucleus' edge; the warp is constant across a nucleus. */
  private double distance(Nucleus n, double du, double dv) {
    return n.distance(n.xUm() + map.a() * du + map.b() * dv, n.yUm() + map.c() * du + map.d() * dv);
  }

  private int[] box(Nucleus n, double reach) {
    double[] at = centre(n);
    return new int[] {
      (int) Math.max(0, Math.floor(at[0] - reach)),
      (int) Math.max(0, Math.floor(at[1] - reach)),
      (int) Math.min(width - 1, Math.ceil(at[0] + reach)),
      (int) Math.min(height - 1, Math.ceil(at[1] + reach))
    };
  }
}
