package org.imaxt.beads.detect;

import java.util.Optional;
import org.imaxt.core.algo.beads.BeadDetector;
import org.imaxt.core.algo.beads.Detection;
import org.imaxt.core.algo.beads.DogDetector;
import org.imaxt.core.algo.beads.Instances;
import org.imaxt.core.algo.beads.JoinedDetections;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.stage.InputException;

/**
 * What finds the candidates of a plane: the network, with the classical detector to compare, or the
 * classical detector alone. One caller at a time.
 */
final class PlaneDetector implements AutoCloseable {

  static final String UNET = "unet";
  static final String CLASSICAL = "classical";

  /** The choice among the inputs of an output. */
  static final String INPUT = "detector";

  /** A pixel belongs to a bead if that is likelier than not. */
  private static final double THRESHOLD = 0.5;

  /** Quality from which candidates of the classical detector alone are fitted. */
  private static final double SURE = 0.5;

  /** Smaller ones are not looked for by either detector. */
  private static final double LEAST_RADIUS = 1.0 / 8;

  /** Radius of a bead at the finest level that is looked at, px. */
  private static final double FINEST_RADIUS_PX = 16;

  /** Pixels of the finest level that usual models are for, µm. */
  private static final double FINEST_UM = 3.2;

  private final BeadsParams params;
  private final BeadDetector classical;
  private final Optional<BeadNetwork> network;

  private PlaneDetector(BeadsParams params, Optional<BeadNetwork> network) {
    this.params = params;
    this.classical = DogDetector.ofRadius(params.radius());
    this.network = network;
  }

  /**
   * Opens what was chosen to look.
   *
   * @param key the choice, as {@link #key} made it, maybe in another process
   * @throws InputException if this process does not have it
   */
  static PlaneDetector open(BeadsParams params, String key) {
    if (key.equals(CLASSICAL)) {
      return new PlaneDetector(params, Optional.empty());
    }
    DetectorChoice.UNET.engine();
    ModelChoice model = ModelChoice.of(params.model());
    if (!model.key().equals(key)) {
      throw new InputException(
          "%s is not the one that the units were planned with; all processes must see the same"
              .formatted(model.name()));
    }
    return new PlaneDetector(params, Optional.of(model.open()));
  }

  /**
   * Names detector and model, so that other ones have another name; refuses here what no plane
   * could be looked at with.
   */
  static String key(BeadsParams params, double pixelUm) {
    if (params.choice().engine().isEmpty()) {
      return CLASSICAL;
    }
    ModelChoice model = ModelChoice.of(params.model());
    return isUsed(params, model, pixelUm) ? model.key() : CLASSICAL;
  }

  /** Pixels of the level that either detector sees, at the finest that it may be. */
  static long coarsePixels(BeadsParams params, double areaUm2) {
    double edge = Math.min(params.radius() / FINEST_RADIUS_PX, FINEST_UM);
    return (long) (areaUm2 / (edge * edge));
  }

  /** Only where nobody asked for the network may pixels that it does not know do without. */
  private static boolean isUsed(BeadsParams params, ModelChoice model, double pixelUm) {
    if (params.choice() == DetectorChoice.AUTO) {
      return ModelChoice.suits(model.info(), params, pixelUm);
    }
    ModelChoice.level(model.info(), params, pixelUm);
    return true;
  }

  /** Name of the detector whose candidates are fitted. */
  String name() {
    return network.isPresent() ? UNET : CLASSICAL;
  }

  /** Level to look at. */
  int level(ImagePlane plane) {
    return network
        .map(n -> ModelChoice.level(n.info(), params, plane.pixelUm()))
        .orElseGet(() -> plane.levelFor(params.radius()));
  }

  /** What is found, and what the detector finds that is there to compare. */
  record Found(Detection detection, Optional<Detection> compared) {}

  /**
   * Looks with the network and with the classical detector, or with the latter alone; where nobody
   * asked for either, what the classical detector is sure of beside the network's is taken too.
   */
  Found detect(LevelImage image) {
    Detection sure = classical.detect(image);
    if (network.isEmpty()) {
      return new Found(sure, Optional.empty());
    }
    Detection seen =
        new Instances(network.get(), THRESHOLD, LEAST_RADIUS * params.radius()).detect(image);
    boolean both = params.choice() == DetectorChoice.AUTO;
    return new Found(both ? JoinedDetections.of(seen, sure, SURE) : seen, Optional.of(sure));
  }

  @Override
  public void close() {
    network.ifPresent(BeadNetwork::close);
  }
}
