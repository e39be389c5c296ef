package org.imaxt.imc.evaluation;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.algo.evaluate.LabelScore;
import org.imaxt.core.planes.LabelPlane;
import org.imaxt.core.planes.PlaneFiles;
import org.imaxt.core.report.HtmlReport;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Holds label images against true ones. */
@StageInfo(
    id = "evaluate labels",
    menu = "Plugins>IMAXT>Evaluate>Evaluate Labels...",
    summary = "Compares label images of nuclei or cells with true ones of the same names.",
    sample = StageInfo.SampleUse.NONE)
public final class EvaluateLabelsJob implements Job<EvaluateLabelsParams> {

  /** A job. */
  public EvaluateLabelsJob() {}

  @Override
  public EvaluateLabelsParams defaults() {
    return EvaluateLabelsParams.defaults();
  }

  @Override
  public Report run(EvaluateLabelsParams params, JobContext context) {
    try {
      TreeMap<String, Path> truth = PlaneFiles.in(params.truth().toPath());
      TreeMap<String, Path> labels = PlaneFiles.in(params.labels().toPath());
      requirePairs(truth, labels, params);
      context.progress().total(truth.size());
      Map<String, LabelScore> scores = new LinkedHashMap<>();
      for (String name : truth.keySet()) {
        context.progress().checkCancelled();
        scores.put(name, score(truth.get(name), labels.get(name), params.pixelSize()));
        context.progress().advance(1);
      }
      Report report = LabelReport.of(scores, params.pixelSize());
      if (!params.out().getPath().isEmpty()) {
        write(report, params);
      }
      return report;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void requirePairs(
      TreeMap<String, Path> truth, TreeMap<String, Path> labels, EvaluateLabelsParams params) {
    List<String> single = PlaneFiles.unpaired(truth, labels);
    if (truth.isEmpty() || !single.isEmpty()) {
      throw new InputException(
          "--truth and --labels must hold files of the same names, %s has %s and these have no partner: %s"
              .formatted(params.truth(), truth.size(), single));
    }
  }

  private static LabelScore score(Path truth, Path labels, double pixelUm) throws IOException {
    LabelPlane is = LabelPlane.read(truth);
    LabelPlane found = LabelPlane.read(labels);
    if (is.width() != found.width() || is.height() != found.height()) {
      throw new InputException(
          "labels must have the size of the truth, %s has %s x %s px and %s %s x %s px"
              .formatted(truth, is.width(), is.height(), labels, found.width(), found.height()));
    }
    return LabelScore.of(is.labels(), found.labels(), is.width(), pixelUm);
  }

  private static void write(Report report, EvaluateLabelsParams params) {
    Path html = params.out().toPath();
    String name = html.getFileName().toString().replaceFirst("(?i)\\.html?$", "");
    OutputFile.write(
        html,
        HtmlReport.render(
            report,
            Map.of(
                "truth", params.truth(),
                "labels", params.labels(),
                "pixelSize", params.pixelSize()),
            Map.of("task", "evaluate labels")));
    OutputFile.write(
        html.resolveSibling(name + ".json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(report.json()) + "\n");
  }
}
