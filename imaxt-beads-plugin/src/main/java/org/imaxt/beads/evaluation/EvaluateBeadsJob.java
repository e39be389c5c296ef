package org.imaxt.beads.evaluation;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.report.HtmlReport;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Holds a phantom's beads and registered sections against what the phantom drew. */
@StageInfo(
    id = "evaluate beads",
    menu = "Plugins>IMAXT>Evaluate>Evaluate Beads...",
    summary = "Compares beads and registered sections of a phantom with its truth.",
    sample = StageInfo.SampleUse.READ)
public final class EvaluateBeadsJob implements Job<EvaluateBeadsParams> {

  /** Pixel sizes of a phantom and its sample agree but for rounding in its files. */
  private static final double PIXEL_TOL = 1e-3;

  /** A job. */
  public EvaluateBeadsJob() {}

  @Override
  public EvaluateBeadsParams defaults() {
    return EvaluateBeadsParams.defaults();
  }

  @Override
  public Report run(EvaluateBeadsParams params, JobContext context) {
    Sample sample = context.sample();
    PhantomTruth truth = truth(params.truth().toPath());
    requireOf(truth, sample);
    boolean isRegistered = requireFound(sample);
    BeadScore score = new BeadScore(params.leastRadius());
    score.add(truth, sample);
    context.progress().checkCancelled();
    TreeMap<Integer, List<PlacedTile>> tiles = BeadScore.positions(sample);
    List<BeadNumberSurvey.Point> survey =
        isRegistered
            ? BeadNumberSurvey.of(sample, new SectionSteps(truth, tiles), context.progress())
            : List.of();
    Report report = EvaluationReport.of(score, survey, params);
    if (!params.out().getPath().isEmpty()) {
      write(report, params);
    }
    return report;
  }

  private static PhantomTruth truth(Path folder) {
    try {
      return PhantomTruth.read(folder);
    } catch (IOException e) {
      throw new InputException(
          "--truth must name a folder that imaxt phantom wrote, %s holds no %s that can be read: %s"
              .formatted(folder, PhantomTruth.FILE_NAME, e.getMessage()),
          e);
    }
  }

  /** Refuses a phantom that cannot be what the sample was made of. */
  private static void requireOf(PhantomTruth truth, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    double pixel = truth.params().grid().pixelSizeUm();
    int sections = truth.sections().size();
    boolean fits =
        Math.abs(acquisition.pixelSizeUm() / pixel - 1) < PIXEL_TOL
            && acquisition.layers() == truth.params().acquisition().layers()
            && acquisition.sections().stream()
                .allMatch(s -> s <= sections && fits(truth, s, sample));
    if (!fits) {
      throw new InputException(
          ("--truth must be the phantom that %s was made of; the phantom has %s sections and pixels"
                  + " of %s µm, the sample %s and %s µm, or their tiles differ")
              .formatted(
                  sample.location(),
                  sections,
                  pixel,
                  acquisition.sections().size(),
                  acquisition.pixelSizeUm()));
    }
  }

  private static boolean fits(PhantomTruth truth, int section, Sample sample) {
    return !sample.exists(Layout.positions(section))
        || truth.sections().get(section - 1).tiles().stream().filter(t -> !t.missing()).count()
            == sample.read(Layout.positions(section)).tiles().size();
  }

  /** Refuses beads of which something was made anew since; whether sections are registered too. */
  private static boolean requireFound(Sample sample) {
    if (!sample.exists(Layout.beads())) {
      throw new SampleFormatException(
          sample.location() + " has no table of beads of its sections; run imaxt beads");
    }
    Receipts receipts = new Receipts(sample);
    for (int section : sample.read(Layout.acquisition()).sections()) {
      receipts.verified("beads/" + Layout.sectionName(section));
    }
    boolean isRegistered = receipts.find("register", "sections").isPresent();
    if (isRegistered) {
      receipts.verified("register/sections");
    }
    return isRegistered;
  }

  private static void write(Report report, EvaluateBeadsParams params) {
    Path html = params.out().toPath();
    String name = html.getFileName().toString().replaceFirst("(?i)\\.html?$", "");
    OutputFile.write(
        html,
        HtmlReport.render(
            report,
            Map.of("truth", params.truth(), "leastRadius", params.leastRadius()),
            Map.of("task", "evaluate beads")));
    OutputFile.write(
        html.resolveSibling(name + ".json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(report.json()) + "\n");
  }
}
