package org.imaxt.core.algo.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imaxt.core.algo.register.BeadBlock.Settings;
import org.junit.jupiter.api.Test;

/** Spheres from apparent radii, against the spheres that were drawn. */
class SphereFitTest {

  private static final double USUAL_UM = 10;

  private record Drawn(List<RadiusProfile> profiles, List<double[]> beads) {}

  private static Drawn drawn(BeadBlock block) {
    List<RadiusProfile> profiles = new ArrayList<>();
    List<double[]> beads = new ArrayList<>();
    for (int b = 0; b < block.beads.length; b++) {
      List<Detection> seen = new ArrayList<>();
      for (int i = 0; i < block.detections.size(); i++) {
        if (block.beadOf.get(i) == b) {
          seen.add(block.detections.get(i));
        }
      }
      if (!seen.isEmpty()) {
        profiles.add(
            new RadiusProfile(
                seen.stream().mapToDouble(Detection::zUm).toArray(),
                seen.stream().mapToDouble(Detection::radiusUm).toArray(),
                seen.stream().mapToDouble(Detection::radiusSigmaUm).toArray()));
        beads.add(block.beads[b]);
      }
    }
    return new Drawn(profiles, beads);
  }

  @Test
  void recoversSpheresAndThickness() {
    BeadBlock block = BeadBlock.of(Settings.defaults(17));
    Drawn drawn = drawn(block);
    Spheres found = SphereFit.fit(drawn.profiles(), OptionalDouble.empty(), USUAL_UM);
    assertEquals(
        BeadBlock.LAYER_UM, found.thicknessUm(), 4 * found.thicknessSigmaUm(), found.toString());
    assertTrue(found.thicknessSigmaUm() < 0.3, "" + found.thicknessSigmaUm());
    double chiZ = 0;
    double chiR = 0;
    int n = 0;
    int whole = 0;
    for (int i = 0; i < drawn.beads().size(); i++) {
      Optional<Sphere> sphere = found.spheres().get(i);
      whole += drawn.profiles().get(i).planes() >= 3 ? 1 : 0;
      if (sphere.isPresent()) {
        double dz = sphere.get().zUm() - drawn.beads().get(i)[2];
        double dr = sphere.get().radiusUm() - drawn.beads().get(i)[3];
        chiZ += Math.min(9, Math.pow(dz / sphere.get().zSigmaUm(), 2));
        chiR += Math.min(9, Math.pow(dr / sphere.get().radiusSigmaUm(), 2));
        n++;
      }
    }
    assertTrue(n >= 0.9 * whole, n + " of " + whole);
    assertEquals(1, chiZ / n, 0.35);
    assertEquals(1, chiR / n, 0.35);
  }

  @Test
  void takesAKnownThickness() {
    Drawn drawn = drawn(BeadBlock.of(Settings.defaults(18)));
    Spheres found = SphereFit.fit(drawn.profiles(), OptionalDouble.of(12), USUAL_UM);
    assertEquals(12, found.thicknessUm());
    assertEquals(0, found.thicknessSigmaUm());
  }

  @Test
  void tellsTwoPopulationsApart() {
    BeadBlock block =
        BeadBlock.of(
            Settings.defaults(19).withDensity(60), radius -> radius > 46 ? radius : radius / 2);
    Drawn drawn = drawn(block);
    Spheres found = SphereFit.fit(drawn.profiles(), OptionalDouble.empty(), USUAL_UM);
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < drawn.beads().size(); i++) {
      if (found.spheres().get(i).isPresent()) {
        errors.add(Math.abs(found.spheres().get(i).get().radiusUm() - drawn.beads().get(i)[3]));
      }
    }
    errors.sort(null);
    double medianTol = 0.5; // twice the error of a radius
    assertTrue(errors.get(errors.size() / 2) < medianTol, "" + errors.get(errors.size() / 2));
  }

  @Test
  void saysNothingOfBeadsSeenTwice() {
    RadiusProfile twice =
        new RadiusProfile(new double[] {0, 15}, new double[] {40, 41}, new double[] {0.3, 0.3});
    Spheres found = SphereFit.fit(List.of(twice), OptionalDouble.empty(), USUAL_UM);
    assertEquals(List.of(Optional.empty()), found.spheres());
    assertEquals(USUAL_UM, found.thicknessUm());
  }
}
