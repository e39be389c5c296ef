package org.imaxt.beads.detect;

import java.util.Optional;
import org.imaxt.core.algo.beads.BeadDetector;
import org.imaxt.core.algo.beads.Detection;
import org.imaxt.core.algo.beads.DogDetector;
import org.imaxt.core.algo.beads.Instances;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.network.NetworkEngine;

/**
 * What finds the candidates of a section: the network, with the classical detector to compare, or
 * the classical detector alone. One caller at a time.
 */
final class SectionDetector implements AutoCloseable {

  static final String UNET = "unet";
  static final String CLASSICAL = "classical";

  /** A pixel belongs to a bead if that is likelier than not. */
  private static final double THRESHOLD = 0.5;

  /** Smaller ones are not looked for by either detector. */
  private static final double LEAST_RADIUS = 1.0 / 8;

  private final BeadsParams params;
  private final BeadDetector classical;
  private final Optional<BeadNetwork> network;

  private SectionDetector(BeadsParams params, Optional<BeadNetwork> network) {
    this.params = params;
    this.classical = DogDetector.ofRadius(params.radius());
    this.network = network;
  }

  static SectionDetector open(BeadsParams params) {
    Optional<NetworkEngine> engine = params.choice().engine();
    return new SectionDetector(params, engine.map(e -> ModelChoice.of(params.model()).open(e)));
  }

  /** Name of the detector whose candidates are fitted. */
  String name() {
    return network.isPresent() ? UNET : CLASSICAL;
  }

  /** Level of the pyramid to look at. */
  int level(MosaicPlane plane) {
    return network
        .map(n -> ModelChoice.level(n.info(), params, plane.pixelUm(), plane.levels()))
        .orElseGet(() -> plane.levelFor(params.radius()));
  }

  Detection detect(LevelImage image) {
    BeadDetector detector =
        network
            .<BeadDetector>map(n -> new Instances(n, THRESHOLD, LEAST_RADIUS * params.radius()))
            .orElse(classical);
    return detector.detect(image);
  }

  /** What the detector finds that was not used; nothing if there is no other. */
  Optional<Detection> compared(LevelImage image) {
    return network.map(n -> classical.detect(image));
  }

  @Override
  public void close() {
    network.ifPresent(BeadNetwork::close);
  }
}
