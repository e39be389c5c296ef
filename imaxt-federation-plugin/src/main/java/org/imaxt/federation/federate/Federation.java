package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.BeadTarget;
import org.imaxt.core.algo.federate.BlockModel;
import org.imaxt.core.algo.federate.CountFit;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.FittedTransform;
import org.imaxt.core.algo.federate.JointAssignment;
import org.imaxt.core.algo.federate.Place;
import org.imaxt.core.algo.federate.ResidualField;
import org.imaxt.core.algo.federate.RoiOutcome;
import org.imaxt.core.algo.federate.SlabCalibration;
import org.imaxt.core.algo.federate.SlabModel;
import org.imaxt.core.algo.federate.SlideEvidence;
import org.imaxt.core.algo.federate.SlideSearch;
import org.imaxt.core.algo.federate.TargetError;
import org.imaxt.core.algo.federate.Verdict;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.FederationDocument.Transform;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionTransforms;

/** Decides on all slides together, then lays each region through its slide. */
final class Federation {

  private final FederateParams params;
  private final Sample sample;
  private final SectionTransforms sections;
  private final List<ScanUnit> slides = new ArrayList<>();
  private final List<SlideEvidence> evidences;
  private final List<Finding> regions;
  private final BeadTarget target;
  private final List<Verdict> verdicts;
  private final SlabModel model;
  private final Map<String, Placed> placed = new HashMap<>();

  /** A slide on its section. */
  record Placed(int section, FittedTransform toCube, Field field) {}

  Federation(FederateParams params, List<Finding> findings, Sample sample) {
    this.params = params;
    this.sample = sample;
    sections = SectionTransforms.of(sample);
    List<SlideEvidence> first = new ArrayList<>();
    regions = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.unit().modality() == Modality.SLIDES) {
        slides.add(finding.unit());
        first.add(finding.evidence().get(0));
      } else {
        regions.add(finding);
      }
    }
    BlockModel block = SharedBlock.model(sample);
    model = SlabCalibration.learn(block, first, SlabModel.defaults());
    target = block.target(model);
    evidences =
        first.stream().map(e -> SlideSearch.weigh(target, e.scan(), e.hypotheses())).toList();
    verdicts = JointAssignment.decide(target, evidences);
  }

  FederationDocument document() {
    List<FederationDocument.Scan> scans = new ArrayList<>();
    for (int i = 0; i < slides.size(); i++) {
      scans.add(slide(i));
    }
    RegionPlaces places = new RegionPlaces(sample, sections, target, placed, params);
    Map<String, FederationDocument.Scan> byName = new HashMap<>();
    scans.forEach(s -> byName.put(s.name(), s));
    for (Finding region : regions) {
      RoiOutcome outcome = region.outcome().get(0);
      scans.add(places.place(region.unit().name(), outcome, region.slides(), byName));
    }
    return new FederationDocument(model.offsetUm(), 0, scans);
  }

  private FederationDocument.Scan slide(int i) {
    String name = slides.get(i).name();
    Verdict verdict = verdicts.get(i);
    if (verdict instanceof Verdict.Orphan orphan) {
      return scan(i, Status.ORPHAN, 0, orphan.reason(), List.of(), "");
    }
    if (verdict instanceof Verdict.Refused refused) {
      return scan(i, Status.REFUSED, 0, refused.reason(), List.of(), "");
    }
    Verdict.Matched matched = (Verdict.Matched) verdict;
    Field field = ScanCatalogue.field(sample, Modality.SLIDES, name);
    TargetError error = matched.transform().targetError(field);
    if (error.highUm() > params.largestError()) {
      String reason =
          String.format(
              Locale.ROOT,
              "section %d, but its %d beads fix how it lies to %.1f µm only (%.1f at most of 95 %%);"
                  + " up to %s are allowed, see --largest-error",
              matched.section(),
              matched.match().pairs().size(),
              error.rmsUm(),
              error.highUm(),
              params.largestError());
      return scan(i, Status.REFUSED, 0, reason, List.of(), "");
    }
    placed.put(name, new Placed(matched.section(), matched.transform(), field));
    Optional<ResidualField> bend =
        params.bend()
            ? ResidualField.fit(matched.match().pairs(), matched.transform())
            : Optional.empty();
    Transform transform =
        Transforms.of(
            matched.transform(),
            toMosaic(sections, matched.section()),
            field,
            matched.match().pairs().size(),
            bend);
    List<String> same = matched.sameAs().stream().map(k -> slides.get(k).name()).toList();
    String note = same.isEmpty() ? "" : "shows the same section as " + String.join(", ", same);
    return scan(
        i,
        Status.MATCHED,
        matched.section(),
        note,
        List.of(transform),
        same.isEmpty() ? "" : same.get(0));
  }

  /** From the cube frame to a section's mosaic frame. */
  static Affine toMosaic(SectionTransforms sections, int section) {
    return Affine.of(sections.affine(section)).inverse();
  }

  private FederationDocument.Scan scan(
      int i, Status status, int section, String reason, List<Transform> to, String sameAs) {
    SlideEvidence evidence = evidences.get(i);
    Optional<CountFit> fit = CountFit.of(evidence.counts());
    return new FederationDocument.Scan(
        slides.get(i).name(),
        Modality.SLIDES,
        status,
        section,
        "",
        reason,
        to,
        List.of(),
        posterior(evidence),
        evidence.counts().stream()
            .map(
                c ->
                    new FederationDocument.Count(
                        c.place() instanceof Place.Section s ? s.number() : 0,
                        c.zUm(),
                        c.beads(),
                        c.rmsUm()))
            .toList(),
        fit.map(f -> List.of(f.middleUm(), f.sigmaUm(), f.heightBeads(), f.levelBeads()))
            .orElse(List.of()),
        sameAs);
  }

  private static Map<String, Double> posterior(SlideEvidence evidence) {
    Map<String, Double> posterior = new LinkedHashMap<>();
    for (SlideEvidence.Chance chance : evidence.chances()) {
      String place =
          chance.place() instanceof Place.Section s
              ? Integer.toString(s.number())
              : chance.place() instanceof Place.Orphan ? "orphan" : "none";
      posterior.merge(place, chance.probability(), Double::sum);
    }
    return posterior;
  }
}
