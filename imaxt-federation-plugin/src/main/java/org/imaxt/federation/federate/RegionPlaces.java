package org.imaxt.federation.federate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.BeadScan;
import org.imaxt.core.algo.federate.BeadTarget;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.FittedTransform;
import org.imaxt.core.algo.federate.FrameGraph;
import org.imaxt.core.algo.federate.FramePath;
import org.imaxt.core.algo.federate.Hypothesis;
import org.imaxt.core.algo.federate.Place;
import org.imaxt.core.algo.federate.RoiOutcome;
import org.imaxt.core.algo.federate.SlabMatch;
import org.imaxt.core.algo.federate.SlideSearch;
import org.imaxt.core.algo.federate.Stretching;
import org.imaxt.core.algo.federate.TransformFit;
import org.imaxt.core.algo.federate.TransformOutcome;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.FederationDocument.Transform;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionTransforms;

/** Lays regions on sections: through their slides, or directly where their own beads say more. */
final class RegionPlaces {

  private static final String CUBE = "cube";

  /** Beads that a region must share with the block before they alone may place it. */
  private static final int DIRECT_BEADS = 4;

  private final Sample sample;
  private final SectionTransforms sections;
  private final BeadTarget block;
  private final Map<String, Federation.Placed> slides;
  private final FederateParams params;

  RegionPlaces(
      Sample sample,
      SectionTransforms sections,
      BeadTarget block,
      Map<String, Federation.Placed> slides,
      FederateParams params) {
    this.sample = sample;
    this.sections = sections;
    this.block = block;
    this.slides = slides;
    this.params = params;
  }

  FederationDocument.Scan place(
      String name,
      RoiOutcome outcome,
      List<String> sought,
      Map<String, FederationDocument.Scan> slideScans) {
    if (outcome instanceof RoiOutcome.Refused refused) {
      String slide = sought.size() == 1 ? sought.get(0) : "";
      return scan(name, Status.REFUSED, 0, slide, refused.reason(), List.of(), List.of());
    }
    RoiOutcome.Found found = (RoiOutcome.Found) outcome;
    String slide = sought.get(found.slide());
    Field field = ScanCatalogue.field(sample, Modality.IMC, name);
    int beads = found.pairs().size();
    List<Transform> toSlide =
        List.of(Transforms.of(found.transform(), Affine.IDENTITY, field, beads, Optional.empty()));
    Federation.Placed on = slides.get(slide);
    if (on == null) {
      FederationDocument.Scan its = slideScans.get(slide);
      String reason = "its slide %s: %s".formatted(slide, its.reason());
      return scan(name, its.status(), 0, slide, reason, List.of(), toSlide);
    }
    Transform toSection = toSection(name, slide, on, found.transform(), field, beads);
    if (toSection.targetErrorHighUm() > params.largestError()) {
      String reason =
          String.format(
              Locale.ROOT,
              "its %d beads, or nuclei, fix how it lies to %.1f µm only (%.1f at most of 95 %%); up to %s are"
                  + " allowed, see --largest-error",
              beads,
              toSection.targetErrorUm(),
              toSection.targetErrorHighUm(),
              params.largestError());
      return scan(name, Status.REFUSED, 0, slide, reason, List.of(), toSlide);
    }
    return scan(name, Status.MATCHED, on.section(), slide, "", List.of(toSection), toSlide);
  }

  private Transform toSection(
      String name,
      String slide,
      Federation.Placed on,
      FittedTransform toSlide,
      Field field,
      int beads) {
    Affine toMosaic = Federation.toMosaic(sections, on.section());
    FrameGraph graph =
        FrameGraph.empty()
            .with(name, slide, toSlide, field)
            .with(slide, CUBE, on.toCube(), on.field());
    FramePath through = graph.path(name, CUBE).orElseThrow();
    Optional<SlabMatch> match = match(name, on.section(), through.affine());
    if (match.isPresent() && match.get().pairs().size() >= DIRECT_BEADS) {
      TransformOutcome outcome =
          TransformFit.fit(match.get().pairs(), match.get().affine(), Stretching.OF_TISSUE);
      if (outcome instanceof TransformOutcome.Fitted fitted) {
        FramePath best =
            graph.with(name, CUBE, fitted.transform(), field).path(name, CUBE).orElseThrow();
        if (best.frames().size() == 2) {
          int pairs = match.get().pairs().size();
          return Transforms.of(fitted.transform(), toMosaic, field, pairs, Optional.empty());
        }
      }
    }
    Transform composed = Transforms.of(through, toMosaic, field, toSlide.targetError(field));
    return new Transform(
        composed.affine(),
        composed.covariance(),
        composed.model(),
        composed.sigmaUm(),
        composed.targetErrorUm(),
        composed.targetErrorLowUm(),
        composed.targetErrorHighUm(),
        beads,
        toSlide.leaveOneOutUm(),
        List.of());
  }

  /** The region's beads on those of the block in the slide's section. */
  private Optional<SlabMatch> match(String name, int section, Affine toCube) {
    BeadScan scan = ScanCatalogue.of(sample, Modality.IMC, name);
    Hypothesis lie = new Hypothesis(toCube, 1, Hypothesis.Origin.PATTERN);
    return SlideSearch.weigh(block, scan, List.of(lie)).match(new Place.Section(section));
  }

  private static FederationDocument.Scan scan(
      String name,
      Status status,
      int section,
      String slide,
      String reason,
      List<Transform> toSection,
      List<Transform> toSlide) {
    return new FederationDocument.Scan(
        name,
        Modality.IMC,
        status,
        section,
        slide,
        reason,
        toSection,
        toSlide,
        Map.of(),
        List.of(),
        List.of(),
        "");
  }
}
