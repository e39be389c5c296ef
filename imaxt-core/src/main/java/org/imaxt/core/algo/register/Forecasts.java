package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.algo.register.RegisteredBead.Sighting;

/**
 * Foretells where planes show beads that were missed there, from the sections beside them.
 *
 * <p>A sphere of usual size reaches through several sections. Those that show it tell its place,
 * once the sections lie on each other, and between which radii the disc of another plane must lie:
 * all depths of the sphere's centre are weighed by how well the apparent radii follow from them,
 * the sphere's radius being the best for each ({@code SphereDepths}), held near the usual one where
 * few planes tell it.
 *
 * @param usualRadiusUm usual radius of the spheres, µm
 * @param radiusSpreadUm how far radii lie from that, σ, µm
 * @param thicknessUm thickness of the imaged layer, µm
 * @param leastRadiusUm smallest disc worth foretelling, µm
 */
public record Forecasts(
    double usualRadiusUm, double radiusSpreadUm, double thicknessUm, double leastRadiusUm) {

  /** A disc this near, radii, is the foretold one, even if it lies off too far to be counted. */
  private static final double TAKEN = 0.5;

  /** A radius that is vaguer than this, as a share of itself, foretells nothing. */
  private static final double VAGUE = 0.5;

  /** A place that is vaguer foretells nothing, µm. */
  private static final double VAGUE_PLACE_UM = 3;

  /**
   * A plane that was looked at.
   *
   * @param section number of its section
   * @param zUm z of the plane (top of the imaged layer), cube frame, µm
   */
  public record Plane(int section, double zUm) {}

  /**
   * Foretells.
   *
   * @param registered sections and the beads that at least two of them show
   * @param all all detections, of one section only too
   * @param planes planes that were looked at
   * @return forecasts in the order of the beads, those of a bead in the order of the planes
   */
  public List<BeadForecast> of(
      RegistrationOutcome.Registered registered, List<Detection> all, List<Plane> planes) {
    Map<Integer, SectionShift> shifts = new HashMap<>();
    registered.sections().stream()
        .filter(s -> s.source() == SectionShift.Source.BEADS)
        .forEach(s -> shifts.put(s.section(), s));
    Map<Plane, List<Detection>> seen = new HashMap<>();
    for (Detection d : all) {
      seen.computeIfAbsent(new Plane(d.section(), d.zUm()), p -> new ArrayList<>()).add(d);
    }
    List<BeadForecast> found = new ArrayList<>();
    for (RegisteredBead bead : registered.beads()) {
      List<Sighting> good = bead.sightings().stream().filter(s -> s.weight() > 0).toList();
      if (sections(good) > 1) {
        SphereDepths depths = depths(good);
        for (Plane plane : planes) {
          if (shifts.containsKey(plane.section())) {
            forecast(bead, depths, plane, shifts.get(plane.section()))
                .filter(f -> isMissed(f, seen.getOrDefault(plane, List.of())))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private SphereDepths depths(List<Sighting> good) {
    RadiusProfile profile =
        new RadiusProfile(
            good.stream().mapToDouble(s -> s.detection().zUm()).toArray(),
            good.stream().mapToDouble(s -> s.detection().radiusUm()).toArray(),
            good.stream().mapToDouble(s -> s.detection().radiusSigmaUm()).toArray());
    return SphereDepths.of(profile, usualRadiusUm, radiusSpreadUm, thicknessUm);
  }

  private static int sections(List<Sighting> sightings) {
    Set<Integer> sections = new HashSet<>();
    sightings.forEach(s -> sections.add(s.detection().section()));
    return sections.size();
  }

  private static boolean isMissed(BeadForecast f, List<Detection> here) {
    return here.stream()
        .noneMatch(
            d ->
                Math.hypot(d.xUm() - f.xUm(), d.yUm() - f.yUm())
                    < TAKEN * Math.max(f.radiusUm(), d.radiusUm()));
  }

  private Optional<BeadForecast> forecast(
      RegisteredBead bead, SphereDepths depths, Plane plane, SectionShift shift) {
    double[] square = depths.squareAt(plane.zUm());
    double radius = Math.sqrt(Math.max(0, square[0]));
    double sigma = Math.sqrt(square[1]) / (2 * Math.max(radius, leastRadiusUm));
    double place =
        Math.hypot(
            Math.max(bead.xSigmaUm(), bead.ySigmaUm()),
            Math.max(shift.dxSigmaUm(), shift.dySigmaUm()));
    if (radius < leastRadiusUm || sigma > VAGUE * radius || !(place < VAGUE_PLACE_UM)) {
      return Optional.empty();
    }
    List<Integer> witnesses =
        bead.sightings().stream()
            .filter(s -> s.weight() > 0)
            .map(s -> s.detection().row())
            .toList();
    return Optional.of(
        new BeadForecast(
            plane.section(),
            plane.zUm(),
            bead.xUm() - shift.dxUm(),
            bead.yUm() - shift.dyUm(),
            place,
            radius,
            sigma,
            witnesses));
  }
}
