package org.imaxt.beads.detect;

import java.util.function.IntFunction;
import org.imaxt.core.algo.beads.Backdrop;
import org.imaxt.core.algo.beads.DogDetector;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.model.BeadCandidate;

/** The channel that shows the beads best. */
final class ChannelChoice {
  private static final double GOOD = 0.9;

  private ChannelChoice() {}

  /**
   * The channel asked for, or the best one.
   *
   * @param channels number of channels
   * @param plane a channel's plane, by its number from 1
   */
  static int of(int channels, IntFunction<ImagePlane> plane, BeadsParams params) {
    if (params.channel() > 0) {
      return params.channel();
    }
    int best = 1;
    double most = 0;
    for (int channel = 1; channel <= channels && channels > 1; channel++) {
      double shown = shown(plane.apply(channel), params);
      if (shown > most) {
        most = shown;
        best = channel;
      }
    }
    return best;
  }

  /** Sum over the good candidates of their height over the noise. */
  private static double shown(ImagePlane plane, BeadsParams params) {
    LevelImage image = plane.level(plane.levelFor(params.radius()));
    Backdrop backdrop = Backdrop.of(image);
    double sum = 0;
    for (BeadCandidate c : DogDetector.ofRadius(params.radius()).detect(image).candidates()) {
      int x = (int) Math.min(image.width() - 1, Math.max(0, c.xUm() / image.pixelUm()));
      int y = (int) Math.min(image.height() - 1, Math.max(0, c.yUm() / image.pixelUm()));
      double height = image.values()[y * image.width() + x] - backdrop.level();
      sum += c.quality() >= GOOD ? Math.max(0, height) / backdrop.sigma() : 0;
    }
    return sum;
  }
}
