package org.imaxt.federation.export;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageInfo;

/** Writes where slides and regions lie on the sections as plain files. */
@StageInfo(
    id = "export transforms",
    menu = "Plugins>IMAXT>Export>Export Transforms...",
    summary = "Writes the transforms of slides and regions as JSON, for ITK or for BigWarp.",
    sample = StageInfo.SampleUse.READ,
    selects = {Modality.SLIDES, Modality.IMC})
public final class ExportTransformsJob implements Job<ExportTransformsParams> {

  /** A job. */
  public ExportTransformsJob() {}

  @Override
  public ExportTransformsParams defaults() {
    return new ExportTransformsParams(new File(""), TransformFormat.JSON);
  }

  @Override
  public Report run(ExportTransformsParams params, JobContext context) {
    Sample sample = context.sample();
    new Receipts(sample).verified(Frames.FEDERATION);
    List<Scan> scans = chosen(sample.read(Layout.federation()).scans(), context.selection());
    List<Scan> matched = scans.stream().filter(s -> s.placed().isPresent()).toList();
    Path out = params.out().toPath();
    if (params.format() == TransformFormat.JSON) {
      OutputFile.write(out, TransformsJson.text(scans));
      return Report.titled(
          "Wrote %s scans, %s of them matched, to %s".formatted(scans.size(), matched.size(), out));
    }
    Frames frames = Frames.of(sample);
    Report report =
        Report.titled("Wrote the transforms of %s scans to %s".formatted(matched.size(), out));
    for (Scan scan : matched) {
      String section = Layout.sectionName(scan.section());
      FrameMap map = frames.transform(scan.name(), section);
      if (params.format() == TransformFormat.ITK) {
        String name = "%s_to_%s.tfm".formatted(section, scan.name());
        OutputFile.write(out.resolve(name), TransformFiles.itk(scan.name(), section, map));
      } else {
        String name = "%s_to_%s_landmarks.csv".formatted(scan.name(), section);
        String text =
            TransformFiles.landmarks(
                sample.read(ScanLayout.scan(scan.modality(), scan.name())), map);
        OutputFile.write(out.resolve(name), text);
      }
    }
    return report;
  }

  private static List<Scan> chosen(List<Scan> scans, Selection selection) {
    List<Scan> chosen = new ArrayList<>();
    for (Modality modality : List.of(Modality.SLIDES, Modality.IMC)) {
      List<Scan> all = scans.stream().filter(s -> s.modality() == modality).toList();
      List<String> names = selection.scans(modality, all.stream().map(Scan::name).toList());
      all.stream().filter(s -> names.contains(s.name())).forEach(chosen::add);
    }
    return chosen;
  }
}
