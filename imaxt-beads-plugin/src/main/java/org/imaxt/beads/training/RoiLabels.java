package org.imaxt.beads.training;

import ij.gui.Roi;
import java.awt.Point;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.roi.RoiFile;
import org.imaxt.core.stage.InputException;

/**
 * What ImageJ's ROIs outline as labels: each ROI is a bead of its own. Where several cover a pixel
 * it goes to the one whose centre is nearest in units of its radius, as beads that touch share
 * their border.
 */
final class RoiLabels {

  private final int width;
  private final int height;
  private final int[] labels;
  private final double[] nearest;
  private int count;

  private RoiLabels(int width, int height) {
    this.width = width;
    this.height = height;
    this.labels = new int[width * height];
    this.nearest = new double[width * height];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
  }

  /**
   * Draws all ROIs of some files.
   *
   * @param files ROI sets and single ROIs
   * @param width columns of their image
   * @param height rows of their image
   * @return number of the bead from 1 of each pixel, row by row; 0 where there is none
   */
  static int[] of(List<Path> files, int width, int height) {
    RoiLabels drawn = new RoiLabels(width, height);
    for (Path file : files) {
      for (RoiFile.Named roi : RoiFile.read(file)) {
        drawn.add(roi, file);
      }
    }
    return drawn.labels;
  }

  private void add(RoiFile.Named named, Path file) {
    Roi roi = named.roi();
    if (!roi.isArea()) {
      throw new InputException(
          "the ROIs of %s must outline areas, %s is a %s"
              .formatted(file, named.name(), roi.getTypeAsString().toLowerCase(Locale.ROOT)));
    }
    int number = ++count;
    double[] centre = centre(roi);
    int inside = 0;
    for (Point p : roi) {
      if (p.x >= 0 && p.y >= 0 && p.x < width && p.y < height) {
        inside++;
        int at = p.y * width + p.x;
        double off = Math.hypot(p.x - centre[0], p.y - centre[1]) / centre[2];
        if (off < nearest[at]) {
          nearest[at] = off;
          labels[at] = number;
        }
      }
    }
    if (inside == 0) {
      throw new InputException(
          "%s of %s lies outside its image of %s x %s px; is it the set of another image?"
              .formatted(named.name(), file, width, height));
    }
  }

  /** Mean x and y of its pixels and the radius of a disc of as many, px. */
  private static double[] centre(Roi roi) {
    double x = 0;
    double y = 0;
    int n = 0;
    for (Point p : roi) {
      x += p.x;
      y += p.y;
      n++;
    }
    return new double[] {x / n, y / n, Math.sqrt(n / Math.PI)};
  }
}
