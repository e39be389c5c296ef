package org.imaxt.beads.register;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.imaxt.beads.catalogue.BeadCatalogue;
import org.imaxt.core.algo.register.RegisterParams;
import org.imaxt.core.algo.register.RegisteredBead;
import org.imaxt.core.algo.register.RegistrationOutcome.Registered;
import org.imaxt.core.algo.register.SectionShift;
import org.imaxt.core.algo.register.Sphere;
import org.imaxt.core.algo.register.Spheres;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.RegistrationDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;

/** Writes what a registration found. */
final class TransformTables {

  private TransformTables() {}

  static void write(
      Sample sample,
      RegisterParams how,
      BeadCatalogue catalogue,
      Registered registered,
      Spheres spheres) {
    sample.write(Layout.sectionTransforms(), sections(registered.sections()));
    sample.write(Layout.registeredBeads(), beads(registered.beads(), spheres.spheres()));
    sample.write(Layout.beadRows(), rows(registered.beads()));
    sample.write(
        Layout.registration(),
        new RegistrationDocument(
            catalogue.used(),
            catalogue.unusable(),
            registered.centreErrorUm(),
            spheres.thicknessUm(),
            spheres.thicknessSigmaUm(),
            spheres.errorScale(),
            how.centreXUm(),
            how.centreYUm(),
            registered.gaps().stream()
                .map(g -> new RegistrationDocument.Gap(g.before(), g.after()))
                .toList()));
  }

  private static Table sections(List<SectionShift> shifts) {
    return Table.ofRows(shifts.size())
        .with("section", ints(shifts, SectionShift::section))
        .with("dx_um", doubles(shifts, SectionShift::dxUm))
        .with("dy_um", doubles(shifts, SectionShift::dyUm))
        .with("dx_sigma_um", doubles(shifts, SectionShift::dxSigmaUm))
        .with("dy_sigma_um", doubles(shifts, SectionShift::dySigmaUm))
        .with("beads", ints(shifts, SectionShift::beads))
        .with(
            "source",
            shifts.stream()
                .map(s -> s.source().name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .with("rotation_sigma_rad", doubles(shifts, SectionShift::rotationSigmaRad))
        .with("rotation_rad", doubles(shifts, SectionShift::rotationRad));
  }

  private static Table beads(List<RegisteredBead> beads, List<Optional<Sphere>> spheres) {
    return Table.ofRows(beads.size())
        .with("bead", IntStream.rangeClosed(1, beads.size()).toArray())
        .with("x_um", doubles(beads, RegisteredBead::xUm))
        .with("y_um", doubles(beads, RegisteredBead::yUm))
        .with("z_um", spheres(spheres, Sphere::zUm))
        .with("sphere_radius_um", spheres(spheres, Sphere::radiusUm))
        .with("x_sigma_um", doubles(beads, RegisteredBead::xSigmaUm))
        .with("y_sigma_um", doubles(beads, RegisteredBead::ySigmaUm))
        .with("z_sigma_um", spheres(spheres, Sphere::zSigmaUm))
        .with("sphere_radius_sigma_um", spheres(spheres, Sphere::radiusSigmaUm))
        .with("sections", ints(beads, RegisteredBead::sections))
        .with("detections", ints(beads, b -> b.sightings().size()));
  }

  /** Detections that the solution set aside show no bead, or another. */
  private static Table rows(List<RegisteredBead> beads) {
    record Pair(int row, int bead) {}
    List<Pair> pairs =
        IntStream.range(0, beads.size())
            .boxed()
            .flatMap(
                b ->
                    beads.get(b).sightings().stream()
                        .filter(s -> s.weight() > 0)
                        .map(s -> new Pair(s.detection().row(), b + 1)))
            .sorted((p, q) -> Integer.compare(p.row(), q.row()))
            .toList();
    return Table.ofRows(pairs.size())
        .with("row", ints(pairs, Pair::row))
        .with("bead", ints(pairs, Pair::bead));
  }

  private static <T> int[] ints(List<T> of, ToIntFunction<T> value) {
    return of.stream().mapToInt(value).toArray();
  }

  private static <T> double[] doubles(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().mapToDouble(value).toArray();
  }

  private static double[] spheres(List<Optional<Sphere>> of, ToDoubleFunction<Sphere> value) {
    return of.stream().mapToDouble(s -> s.map(value::applyAsDouble).orElse(Double.NaN)).toArray();
  }
}
