package org.imaxt.core.sample;

import java.util.Map;
import java.util.TreeMap;

/** Where sections lie in the cube frame, ready for use. */
public final class SectionTransforms {

  private final Map<Integer, Placement> placements = new TreeMap<>();
  private final double centreX;
  private final double centreY;

  private SectionTransforms(double centreX, double centreY) {
    this.centreX = centreX;
    this.centreY = centreY;
  }

  private record Placement(double dx, double dy, double rotation) {}

  /**
   * The transforms of a registered sample.
   *
   * @param sample the sample
   * @return the transforms
   * @throws SampleFormatException if it is not registered
   */
  public static SectionTransforms of(Sample sample) {
    RegistrationDocument found = sample.read(Layout.registration());
    SectionTransforms transforms =
        new SectionTransforms(found.rotationCentreXUm(), found.rotationCentreYUm());
    Table table = sample.read(Layout.sectionTransforms());
    int[] section = table.ints("section");
    double[] dx = table.doubles("dx_um");
    double[] dy = table.doubles("dy_um");
    double[] rotation = table.doubles("rotation_rad");
    for (int i = 0; i < section.length; i++) {
      transforms.placements.put(section[i], new Placement(dx[i], dy[i], rotation[i]));
    }
    return transforms;
  }

  /**
   * Whether a sample is registered.
   *
   * @param sample the sample
   * @return true if {@link #of} would find the transforms
   */
  public static boolean exist(Sample sample) {
    return sample.exists(Layout.registration()) && sample.exists(Layout.sectionTransforms());
  }

  /**
   * Whether a section was registered.
   *
   * @param section number from 1
   * @return false for one that was not there when the others were
   */
  public boolean has(int section) {
    return placements.containsKey(section);
  }

  /**
   * The affine from a section's mosaic frame to the cube frame.
   *
   * @param section number from 1
   * @return xx, xy, x0, yx, yy, y0 with x' = xx·x + xy·y + x0, µm
   * @throws SampleFormatException if the section was not registered
   */
  public double[] affine(int section) {
    Placement p = placements.get(section);
    if (p == null) {
      throw new SampleFormatException(
          "section " + section + " is not registered; run imaxt register again");
    }
    double cos = Math.cos(p.rotation());
    double sin = Math.sin(p.rotation());
    return new double[] {
      cos, -sin, centreX - cos * centreX + sin * centreY + p.dx(),
      sin, cos, centreY - sin * centreX - cos * centreY + p.dy()
    };
  }

  /**
   * A place of a section's mosaic frame in the cube frame.
   *
   * @param section number from 1
   * @param xUm x, mosaic frame, µm
   * @param yUm y, mosaic frame, µm
   * @return x and y, cube frame, µm
   */
  public double[] toCube(int section, double xUm, double yUm) {
    double[] a = affine(section);
    return new double[] {a[0] * xUm + a[1] * yUm + a[2], a[3] * xUm + a[4] * yUm + a[5]};
  }
}
