package org.imaxt.beads.export;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Writes the beads of the sections as a plain file. */
@StageInfo(
    id = "export beads",
    menu = "Plugins>IMAXT>Export>Export Beads...",
    summary = "Writes the beads that the sections show as CSV.",
    sample = StageInfo.SampleUse.READ)
public final class ExportBeadsJob implements Job<ExportBeadsParams> {

  private static final String HEADER =
      "bead,section,layer,x_um,y_um,z_um,radius_um,x_sigma_um,y_sigma_um,radius_sigma_um,snr,"
          + "deviance,accepted,reason,sphere_radius_um\n";

  /** A job. */
  public ExportBeadsJob() {}

  @Override
  public ExportBeadsParams defaults() {
    return new ExportBeadsParams(new File(""));
  }

  @Override
  public Report run(ExportBeadsParams params, JobContext context) {
    Sample sample = context.sample();
    if (!sample.exists(Layout.beads())) {
      throw new SampleFormatException(
          sample.location() + " has no table of beads of its sections; run imaxt beads");
    }
    Set<Integer> sections =
        new HashSet<>(context.selection().of(sample.read(Layout.acquisition()).sections()));
    Table detections = sample.read(Layout.beads());
    Spheres spheres = Spheres.of(sample, detections.rows());
    int[] section = detections.ints("section");
    int[] layer = detections.ints("layer");
    boolean[] accepted = detections.booleans("accepted");
    String[] reason = detections.texts("reason");
    double[] planeZ = detections.doubles("z_um");
    CsvNumbers place = CsvNumbers.of(detections, "x_um", "y_um");
    CsvNumbers fit =
        CsvNumbers.of(
            detections,
            "radius_um",
            "x_sigma_um",
            "y_sigma_um",
            "radius_sigma_um",
            "snr",
            "deviance");
    StringBuilder text = new StringBuilder(HEADER);
    int written = 0;
    for (int row = 0; row < section.length; row++) {
      if (sections.contains(section[row])) {
        text.append(spheres.bead(row)).append(',').append(section[row]).append(',');
        text.append(layer[row]).append(',').append(place.row(row)).append(',');
        text.append(CsvNumbers.shown(spheres.z(row, planeZ[row]))).append(',');
        text.append(fit.row(row)).append(',').append(accepted[row]).append(',');
        text.append(CsvNumbers.quoted(reason[row])).append(',');
        text.append(spheres.radius(row)).append('\n');
        written++;
      }
    }
    Path out = params.out().toPath();
    OutputFile.write(out, text.toString());
    return Report.titled(
        "Wrote %s detections in %s sections to %s".formatted(written, sections.size(), out));
  }

  /** What the registration knows of each detection; nothing if it has not run since. */
  private record Spheres(int[] bead, double[] z, double[] radius) {

    static Spheres of(Sample sample, int rows) {
      int[] bead = new int[rows];
      if (new Receipts(sample).find("register", "sections").isEmpty()
          || !sample.exists(Layout.beadRows())) {
        return new Spheres(bead, new double[0], new double[0]);
      }
      new Receipts(sample).verified("register/sections");
      Table map = sample.read(Layout.beadRows());
      int[] row = map.ints("row");
      int[] number = map.ints("bead");
      for (int i = 0; i < row.length; i++) {
        bead[row[i]] = number[i];
      }
      Table beads = sample.read(Layout.registeredBeads());
      return new Spheres(bead, beads.doubles("z_um"), beads.doubles("sphere_radius_um"));
    }

    String bead(int row) {
      return bead[row] == 0 ? "" : Integer.toString(bead[row]);
    }

    double z(int row, double plane) {
      double centre = bead[row] == 0 ? Double.NaN : z[bead[row] - 1];
      return Double.isNaN(centre) ? plane : centre;
    }

    String radius(int row) {
      return bead[row] == 0 ? "" : CsvNumbers.shown(radius[bead[row] - 1]);
    }
  }
}
