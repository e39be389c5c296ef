package org.imaxt.beads.detect;

import java.util.List;
import org.imaxt.core.algo.beads.Backdrop;
import org.imaxt.core.algo.beads.DogDetector;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/** The channel that shows the beads best, from the section in the middle of the sample. */
final class ChannelChoice {
  private static final double GOOD = 0.9;

  private ChannelChoice() {}

  static int of(Sample sample, BeadsParams params) {
    if (params.channel() > 0) {
      return params.channel();
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<Integer> sections = acquisition.sections();
    int middle = sections.get(sections.size() / 2);
    int best = 1;
    double most = 0;
    for (int channel = 1;
        channel <= acquisition.channels() && acquisition.channels() > 1;
        channel++) {
      double shown = shown(new MosaicPlane(sample, middle, channel, 1), params);
      if (shown > most) {
        most = shown;
        best = channel;
      }
    }
    return best;
  }

  /** Sum over the good candidates of their height over the noise. */
  private static double shown(MosaicPlane plane, BeadsParams params) {
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
