package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imaxt.beads.catalogue.BeadCatalogue;
import org.imaxt.core.algo.beads.RadiusLaw;
import org.imaxt.core.algo.register.BeadForecast;
import org.imaxt.core.algo.register.BeadSection;
import org.imaxt.core.algo.register.Detection;
import org.imaxt.core.algo.register.Forecasts;
import org.imaxt.core.algo.register.RegisterParams;
import org.imaxt.core.algo.register.Registration;
import org.imaxt.core.algo.register.RegistrationOutcome;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;

/**
 * Looks once more where other sections foretell a bead: a bead that is broken or leans on something
 * may be refused in one section and plain in the next.
 *
 * @param sample the sample
 * @param params the stage's parameters
 * @param found what was found, section by section
 */
record SecondLook(Sample sample, BeadsParams params, List<FoundBeads> found) {

  /** Smallest disc that is looked for, usual radii: no smaller one can be told well. */
  private static final double LEAST = 0.16;

  /** What radii are believed to be spread by at least, fraction of the radius. */
  private static final double SPREAD = 0.15;

  /**
   * Judges anew with what neighbours tell.
   *
   * @param first rows as they are judged without
   * @return the same, some accepted instead of refused, and beads that no candidate had told of
   *     behind those of their section, with label 0
   */
  List<FoundRow> of(List<FoundRow> first) {
    BeadCatalogue catalogue = BeadCatalogue.of(sample, BeadTable.ofSections(first));
    RegistrationOutcome outcome = Registration.of(catalogue.sections(), RegisterParams.defaults());
    if (!(outcome instanceof RegistrationOutcome.Registered registered)) {
      return first;
    }
    List<Detection> all =
        catalogue.sections().stream().map(BeadSection::detections).flatMap(List::stream).toList();
    List<BeadForecast> forecasts = forecasts(first).of(registered, all, planes());
    Map<Integer, List<BeadForecast>> bySection = new LinkedHashMap<>();
    forecasts.forEach(f -> bySection.computeIfAbsent(f.section(), s -> new ArrayList<>()).add(f));
    List<FoundRow> rows = new ArrayList<>();
    for (FoundBeads one : found) {
      List<FoundRow> own = first.stream().filter(r -> r.from() == one).toList();
      List<BeadForecast> here = bySection.getOrDefault(one.beads().section(), List.of());
      rows.addAll(here.isEmpty() ? own : new SectionLook(sample, params, one, own).at(here, first));
    }
    return rows;
  }

  private Forecasts forecasts(List<FoundRow> rows) {
    RadiusLaw law = BeadTable.law(rows);
    boolean known = Double.isFinite(law.radiusUm());
    double radius = known ? law.radiusUm() : params.radius();
    double spread = Math.max(SPREAD * radius, law.spreadUm());
    BeadOptics optics = BeadTable.optics(rows);
    return new Forecasts(radius, spread, optics.thicknessUm(), LEAST * params.radius());
  }

  /** Planes that were looked at and whose mosaics are there to be looked at again. */
  private List<Forecasts.Plane> planes() {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Set<String> fused = Set.copyOf(new Receipts(sample).complete("fuse"));
    List<Forecasts.Plane> planes = new ArrayList<>();
    for (FoundBeads one : found) {
      if (!fused.contains(one.name())) {
        continue;
      }
      int section = one.beads().section();
      for (int layer = 1; layer <= acquisition.layers(); layer++) {
        planes.add(new Forecasts.Plane(section, acquisition.zUm(section, layer)));
      }
    }
    return planes;
  }
}
