package org.imaxt.beads.register;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.beads.catalogue.BeadCatalogue;
import org.imaxt.core.algo.register.RadiusProfile;
import org.imaxt.core.algo.register.RegisterParams;
import org.imaxt.core.algo.register.RegisteredBead;
import org.imaxt.core.algo.register.Registration;
import org.imaxt.core.algo.register.RegistrationOutcome;
import org.imaxt.core.algo.register.SphereFit;
import org.imaxt.core.algo.register.Spheres;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Lays all sections on each other; always the whole block, whatever sections are asked for. */
@StageInfo(
    id = "register",
    menu = "Plugins>IMAXT>Register Sections...",
    summary = "Lays the sections on each other by the beads that they share.")
public final class RegisterStage implements Stage<RegisterStageParams, WholeBlock, Attempt> {

  /** Of a layer that too few beads show from top to bottom. */
  private static final double USUAL_THICKNESS_UM = 10;

  /** A stage. */
  public RegisterStage() {}

  @Override
  public RegisterStageParams defaults() {
    return RegisterStageParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 2;
  }

  @Override
  public Footprint footprint(RegisterStageParams params) {
    return new Footprint(List.of("stitch", "beads"), List.of(), List.of(Layout.TRANSFORMS));
  }

  @Override
  public List<Output> outputs(RegisterStageParams params, Selection selection, Sample sample) {
    if (!sample.exists(Layout.beads())) {
      throw new SampleFormatException(
          sample.location() + " has no table of beads of its sections; run imaxt beads");
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Receipts receipts = new Receipts(sample);
    List<String> reads = new ArrayList<>();
    acquisition.sections().forEach(s -> reads.add("stitch/" + Layout.sectionName(s)));
    receipts.complete("beads").stream()
        .filter(name -> name.matches("S\\d+"))
        .forEach(name -> reads.add("beads/" + name));
    SortedMap<String, String> inputs = new TreeMap<>();
    inputs.put("canvas", acquisition.canvas().toString());
    return List.of(
        new Output(
            "sections",
            0,
            reads,
            inputs,
            List.of(
                Layout.sectionTransforms().path(),
                Layout.registeredBeads().path(),
                Layout.registration().path())));
  }

  @Override
  public List<WholeBlock> plan(
      RegisterStageParams params, Output output, int phase, Sample sample) {
    return List.of(new WholeBlock());
  }

  @Override
  public Attempt process(
      RegisterStageParams params, WholeBlock unit, Sample sample, Progress progress) {
    BeadCatalogue catalogue = BeadCatalogue.of(sample);
    progress.checkCancelled();
    RegisterParams how = how(params, sample);
    RegistrationOutcome outcome = Registration.of(catalogue.sections(), how);
    if (outcome instanceof RegistrationOutcome.Refused refused) {
      return new Attempt(refused.reason());
    }
    RegistrationOutcome.Registered registered = (RegistrationOutcome.Registered) outcome;
    progress.checkCancelled();
    Spheres spheres =
        SphereFit.fit(
            registered.beads().stream().map(RegisterStage::profile).toList(),
            params.layerThickness() > 0
                ? OptionalDouble.of(params.layerThickness())
                : OptionalDouble.empty(),
            USUAL_THICKNESS_UM);
    TransformTables.write(sample, how, catalogue, registered, spheres);
    return new Attempt("");
  }

  private static RegisterParams how(RegisterStageParams params, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Canvas canvas = acquisition.canvas();
    double p = acquisition.pixelSizeUm();
    return new RegisterParams(
        params.searchRadius(),
        params.matchRadius(),
        RegisterParams.defaults().chance(),
        params.rotation(),
        canvas.xUm() + 0.5 * canvas.widthPx() * p,
        canvas.yUm() + 0.5 * canvas.heightPx() * p);
  }

  /** Planes of which the solution thinks nothing show another bead. */
  private static RadiusProfile profile(RegisteredBead bead) {
    List<RegisteredBead.Sighting> good =
        bead.sightings().stream().filter(s -> s.weight() > 0).toList();
    return new RadiusProfile(
        good.stream().mapToDouble(s -> s.detection().zUm()).toArray(),
        good.stream().mapToDouble(s -> s.detection().radiusUm()).toArray(),
        good.stream().mapToDouble(s -> s.detection().radiusSigmaUm()).toArray());
  }

  @Override
  public void finish(
      RegisterStageParams params, Output output, List<Attempt> results, Sample sample) {
    for (Attempt attempt : results) {
      if (!attempt.refusal().isEmpty()) {
        throw new InputException(
            "no section of %s can be registered: %s; try a larger --search-radius, or imaxt beads"
                    .formatted(sample.location(), attempt.refusal())
                + " on another channel");
      }
    }
  }

  @Override
  public void end(RegisterStageParams params, Sample sample) {
    if (DatasetXml.isPossible(sample) && !new Receipts(sample).complete("fuse").isEmpty()) {
      DatasetXml.write(sample, DatasetXml.beside(sample));
    }
  }

  @Override
  public Report report(RegisterStageParams params, List<Output> outputs, Sample sample) {
    return RegisterReport.of(sample);
  }
}
