package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.BeadPair;
import org.imaxt.core.algo.federate.BeadScan;
import org.imaxt.core.algo.federate.CoarseMatch;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.Hypothesis;
import org.imaxt.core.algo.federate.PatternIndex;
import org.imaxt.core.algo.federate.Place;
import org.imaxt.core.algo.federate.RoiOutcome;
import org.imaxt.core.algo.federate.RoiSearch;
import org.imaxt.core.algo.federate.SlideEvidence;
import org.imaxt.core.algo.federate.SlideSearch;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Lays all slides and regions on the block; always all of them, for one says what others are. */
@StageInfo(
    id = "federate",
    menu = "Plugins>IMAXT>Federate Scans...",
    summary = "Finds the section of each slide and lays slides and IMC regions on the block.")
public final class FederateStage implements Stage<FederateParams, ScanUnit, Finding> {

  /** Name of the one output. */
  static final String OUTPUT = "federation";

  /** A place less likely than this is worth a look at the images. */
  private static final double SURE = Math.log(0.99);

  /** Probability of another slide that overrules the named one; the same section may lie on two. */
  private static final double NAMED_WRONGLY = 0.999;

  private static final int GUESSES = 5;

  /** A part of a slide as {@link NuclearMatch} searches it, or the fine pixels under it. */
  private static final long BYTES = 300L << 20;

  /** A stage. */
  public FederateStage() {}

  @Override
  public FederateParams defaults() {
    return FederateParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 2;
  }

  @Override
  public Footprint footprint(FederateParams params) {
    return new Footprint(
        List.of("slides", "beads", "register"),
        List.of("fuse", "imc-import"),
        List.of(Layout.federation().path()));
  }

  @Override
  public List<Output> outputs(FederateParams params, Selection selection, Sample sample) {
    Receipts receipts = new Receipts(sample);
    List<String> slides = receipts.complete("slides");
    if (slides.isEmpty()) {
      throw new SampleFormatException(
          sample.location() + " has no slides; run imaxt slides, then imaxt beads --on slides");
    }
    List<String> reads = new ArrayList<>(List.of("register/sections"));
    for (Modality modality : List.of(Modality.SLIDES, Modality.IMC)) {
      String on = modality == Modality.SLIDES ? "slides" : "imc";
      for (String name : scans(sample, modality)) {
        reads.add((modality == Modality.SLIDES ? "slides/" : "imc-import/") + name);
        String beads = on + "/" + name;
        if (receipts.find("beads", beads).isEmpty()) {
          throw new SampleFormatException(
              "no beads were looked for on %s of %s; run imaxt beads --on %s"
                  .formatted(name, sample.location(), on));
        }
        reads.add("beads/" + beads);
      }
    }
    return List.of(
        new Output(OUTPUT, 0, reads, new TreeMap<>(), List.of(Layout.federation().path())));
  }

  /** Regions of which no beads are known are left out as long as none at all are. */
  private static List<String> scans(Sample sample, Modality modality) {
    if (modality == Modality.SLIDES) {
      return new Receipts(sample).complete("slides");
    }
    return sample.exists(ScanLayout.scanBeads(Modality.IMC))
        ? new Receipts(sample).complete("imc-import")
        : List.of();
  }

  @Override
  public List<ScanUnit> plan(FederateParams params, Output output, int phase, Sample sample) {
    List<ScanUnit> units = new ArrayList<>();
    for (Modality modality : List.of(Modality.SLIDES, Modality.IMC)) {
      scans(sample, modality).forEach(name -> units.add(new ScanUnit(modality, name)));
    }
    return units;
  }

  @Override
  public long memoryBytes(FederateParams params, ScanUnit unit) {
    return BYTES;
  }

  @Override
  public Finding process(FederateParams params, ScanUnit unit, Sample sample, Progress progress) {
    BeadScan scan = ScanCatalogue.of(sample, unit.modality(), unit.name());
    progress.checkCancelled();
    return unit.modality() == Modality.SLIDES
        ? Finding.ofSlide(unit, slide(params, unit, scan, sample, progress))
        : region(params, unit, scan, sample, progress);
  }

  private static SlideEvidence slide(
      FederateParams params, ScanUnit unit, BeadScan scan, Sample sample, Progress progress) {
    PatternIndex index = SharedBlock.index(sample);
    SlideEvidence evidence = SlideSearch.search(index, scan, List.of());
    SlideEvidence.Chance best = evidence.likeliest();
    boolean open = best.place() instanceof Place.Nowhere || best.logProbability() < SURE;
    boolean look =
        params.intensities() == Intensities.ALWAYS
            || params.intensities() == Intensities.AUTO && open;
    if (!look || scan.size() == 0) {
      return evidence;
    }
    progress.checkCancelled();
    List<Hypothesis> guesses =
        CoarseMatch.search(
            SmallImages.ofScan(sample, unit.modality(), unit.name(), params.coarsePixel()),
            SharedBlock.middle(sample, params.coarsePixel()),
            GUESSES);
    progress.checkCancelled();
    return SlideSearch.search(index, scan, guesses);
  }

  private static Finding region(
      FederateParams params, ScanUnit unit, BeadScan scan, Sample sample, Progress progress) {
    List<String> all = new Receipts(sample).complete("slides");
    String named = sample.read(ScanLayout.scan(Modality.IMC, unit.name())).slide();
    if (!named.isEmpty() && !all.contains(named)) {
      RoiOutcome none =
          new RoiOutcome.Refused(
              "it lies on slide %s, which the sample lacks; run imaxt slides".formatted(named));
      return Finding.ofRegion(unit, none, List.of());
    }
    List<String> slides = named.isEmpty() ? all : List.of(named);
    List<PatternIndex> patterns =
        slides.stream().map(slide -> SharedBlock.slide(sample, slide)).toList();
    RoiOutcome outcome = RoiSearch.search(patterns, scan, List.of());
    if (outcome instanceof RoiOutcome.Found && !named.isEmpty() && all.size() > 1) {
      Optional<String> other = likelier(named, all, scan, sample);
      if (other.isPresent()) {
        RoiOutcome wrong =
            new RoiOutcome.Refused(
                "its %d beads are those of slide %s, not of %s, which is named for it"
                    .formatted(scan.size(), other.get(), named));
        return Finding.ofRegion(unit, wrong, slides);
      }
    }
    if (outcome instanceof RoiOutcome.Refused && params.intensities() != Intensities.NEVER) {
      outcome =
          NuclearMatch.find(sample, unit.name(), slides, progress)
              .orElseGet(() -> new RoiOutcome.Refused(notFound(scan.size(), slides)));
    }
    if (outcome instanceof RoiOutcome.Found found && params.intensities() != Intensities.NEVER) {
      Field field = ScanCatalogue.field(sample, Modality.IMC, unit.name());
      if (most(found, field) > params.largestError()) {
        outcome = closer(params, found, slides.get(found.slide()), unit, sample, progress);
      }
    }
    return Finding.ofRegion(unit, outcome, slides);
  }

  /**
   * A slide that the beads prefer to the named one: neighbours show the same spheres elsewhere cut.
   */
  private static Optional<String> likelier(
      String named, List<String> all, BeadScan scan, Sample sample) {
    List<PatternIndex> patterns = all.stream().map(s -> SharedBlock.slide(sample, s)).toList();
    return RoiSearch.search(patterns, scan, List.of()) instanceof RoiOutcome.Found found
            && !all.get(found.slide()).equals(named)
            && found.probability() > NAMED_WRONGLY
        ? Optional.of(all.get(found.slide()))
        : Optional.empty();
  }

  /** What so few beads leave open, nuclei of the same slide may tell, if they lie alike. */
  private static RoiOutcome closer(
      FederateParams params,
      RoiOutcome.Found beads,
      String slide,
      ScanUnit unit,
      Sample sample,
      Progress progress) {
    Field field = ScanCatalogue.field(sample, Modality.IMC, unit.name());
    Optional<RoiOutcome> nuclei = NuclearMatch.find(sample, unit.name(), List.of(slide), progress);
    if (nuclei.isPresent() && nuclei.get() instanceof RoiOutcome.Found by) {
      Affine lie = by.transform().affine();
      boolean alike = beads.pairs().stream().allMatch(p -> off(p, lie) < params.largestError());
      if (alike && most(by, field) < most(beads, field)) {
        return new RoiOutcome.Found(
            beads.slide(), beads.probability(), by.transform(), beads.pairs());
      }
    }
    return beads;
  }

  private static double off(BeadPair p, Affine lie) {
    return Math.hypot(p.toX() - lie.x(p.fromX(), p.fromY()), p.toY() - lie.y(p.fromX(), p.fromY()));
  }

  private static double most(RoiOutcome.Found found, Field field) {
    return found.transform().targetError(field).highUm();
  }

  private static String notFound(int beads, List<String> slides) {
    return "neither its %d bead%s nor its nuclei are found on %s"
        .formatted(
            beads,
            beads == 1 ? "" : "s",
            slides.size() == 1
                ? "slide " + slides.get(0)
                : "any of %d slides".formatted(slides.size()));
  }

  @Override
  public void finish(FederateParams params, Output output, List<Finding> results, Sample sample) {
    sample.write(Layout.federation(), new Federation(params, results, sample).document());
  }

  @Override
  public void end(FederateParams params, Sample sample) {
    if (DatasetXml.isPossible(sample) && !new Receipts(sample).complete("fuse").isEmpty()) {
      DatasetXml.write(sample, DatasetXml.beside(sample));
    }
  }

  @Override
  public Report report(FederateParams params, List<Output> outputs, Sample sample) {
    return FederateReport.of(sample);
  }
}
