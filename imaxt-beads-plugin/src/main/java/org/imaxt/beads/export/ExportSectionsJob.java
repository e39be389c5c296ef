package org.imaxt.beads.export;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes where the sections lie in the cube frame as a plain file. */
@StageInfo(
    id = "export sections",
    menu = "Plugins>IMAXT>Export>Export Section Shifts...",
    summary = "Writes the registered shift of each section as CSV.",
    sample = StageInfo.SampleUse.READ)
public final class ExportSectionsJob implements Job<ExportSectionsParams> {

  private static final String HEADER = "section,dx_um,dy_um,dx_sigma_um,dy_sigma_um,beads,source";

  /** A job. */
  public ExportSectionsJob() {}

  @Override
  public ExportSectionsParams defaults() {
    return new ExportSectionsParams(new File(""));
  }

  @Override
  public Report run(ExportSectionsParams params, JobContext context) {
    Sample sample = context.sample();
    new Receipts(sample).verified("register/sections");
    Table table = sample.read(Layout.sectionTransforms());
    int[] section = table.ints("section");
    int[] beads = table.ints("beads");
    String[] source = table.texts("source");
    double[] rotation = table.doubles("rotation_rad");
    CsvNumbers shifts = CsvNumbers.of(table, "dx_um", "dy_um", "dx_sigma_um", "dy_sigma_um");
    boolean turned = Arrays.stream(rotation).anyMatch(r -> r != 0);
    List<Integer> wanted = context.selection().of(Arrays.stream(section).boxed().toList());
    StringBuilder text = new StringBuilder(HEADER).append(turned ? ",rotation_rad\n" : "\n");
    for (int i = 0; i < section.length; i++) {
      if (wanted.contains(section[i])) {
        text.append(section[i]).append(',').append(shifts.row(i)).append(',');
        text.append(beads[i]).append(',').append(source[i]);
        text.append(turned ? String.format(Locale.ROOT, ",%.9f\n", rotation[i]) : "\n");
      }
    }
    Path out = params.out().toPath();
    OutputFile.write(out, text.toString());
    return Report.titled("Wrote %s sections to %s".formatted(wanted.size(), out));
  }
}
