package org.imaxt.federation.reproject;

import java.util.List;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ZarrGroup;

/**
 * An image with where its levels lie in its frame.
 *
 * @param pixels the pixels of all levels
 * @param levels scales and origins (t, c, z, y, x), as many
 * @param planes planes of each level
 */
record FrameImage(SampleImage pixels, List<Level> levels, List<Integer> planes) {

  static FrameImage open(Sample sample, String path) {
    SampleImage pixels = SampleImage.open(sample, path, 0);
    OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), path));
    return new FrameImage(
        pixels,
        image.document().multiscale().levels(),
        image.levels().stream().map(l -> (int) l.spec().shape()[2]).toList());
  }

  /** Edge of a pixel of a level, µm. */
  double pixelUm(int level) {
    return last(levels.get(level).scale(), 0);
  }

  /** x of the first pixel's centre, µm. */
  double originX(int level) {
    return last(levels.get(level).translation(), 0);
  }

  /** y of the first pixel's centre, µm. */
  double originY(int level) {
    return last(levels.get(level).translation(), 1);
  }

  /** Depth of a plane of the finest level, from 0, as the image states it, µm. */
  double depthUm(int plane) {
    return last(levels.get(0).translation(), 2) + plane * last(levels.get(0).scale(), 2);
  }

  /** The plane of a level that is nearest to a depth, from 0. */
  int plane(int level, double depthUm) {
    Level of = levels.get(level);
    double plane = (depthUm - last(of.translation(), 2)) / last(of.scale(), 2);
    return (int) Math.max(0, Math.min(planes.get(level) - 1, Math.round(plane)));
  }

  /** Whether a depth lies in a plane of the finest level. */
  boolean reaches(double depthUm) {
    double plane = (depthUm - depthUm(0)) / last(levels.get(0).scale(), 2);
    return plane >= -0.5 && plane <= planes.get(0) - 0.5;
  }

  private static double last(List<Double> of, int before) {
    return of.get(of.size() - 1 - before);
  }
}
