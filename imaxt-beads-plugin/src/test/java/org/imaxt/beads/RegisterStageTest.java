package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage register on samples whose tables of beads are made here. */
class RegisterStageTest {

  /** Ten standard errors of about 0.02 µm. */
  private static final double SHIFT_TOL_UM = 0.2;

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  @Test
  void writesWhereSectionsLie() {
    BeadSample made = BeadSample.write(path(), BeadSample.Settings.defaults(1));
    Runs.run(path(), "register");
    try (Sample sample = Sample.open(path())) {
      Table sections = sample.read(Layout.sectionTransforms());
      for (int i = 0; i < made.drift.length; i++) {
        assertEquals(i + 1, sections.ints("section")[i]);
        assertEquals(-made.drift[i][0], sections.doubles("dx_um")[i], SHIFT_TOL_UM);
        assertEquals(-made.drift[i][1], sections.doubles("dy_um")[i], SHIFT_TOL_UM);
        assertEquals("beads", sections.texts("source")[i]);
      }
    }
  }

  @Test
  void writesBeadsInTheCubeFrame() {
    BeadSample made = BeadSample.write(path(), BeadSample.Settings.defaults(2).withSections(12));
    Runs.run(path(), "register");
    try (Sample sample = Sample.open(path())) {
      Table beads = sample.read(Layout.registeredBeads());
      int known = 0;
      for (int i = 0; i < beads.rows(); i++) {
        double[] truth = nearest(made, beads.doubles("x_um")[i], beads.doubles("y_um")[i]);
        assertEquals(truth[0], beads.doubles("x_um")[i], SHIFT_TOL_UM * 2);
        double z = beads.doubles("z_um")[i];
        if (!Double.isNaN(z)) {
          double sigmas = 6;
          assertEquals(truth[2], z, sigmas * beads.doubles("z_sigma_um")[i]);
          assertEquals(
              truth[3],
              beads.doubles("sphere_radius_um")[i],
              sigmas * beads.doubles("sphere_radius_sigma_um")[i]);
          known++;
        }
      }
      assertTrue(known > 0.7 * beads.rows(), known + " of " + beads.rows());
    }
  }

  private static double[] nearest(BeadSample made, double x, double y) {
    double[] best = made.beads[0];
    for (double[] bead : made.beads) {
      if (Math.hypot(bead[0] - x, bead[1] - y) < Math.hypot(best[0] - x, best[1] - y)) {
        best = bead;
      }
    }
    return best;
  }

  @Test
  void reportsSectionsWithoutBeads() {
    BeadSample.write(path(), BeadSample.Settings.defaults(3), section -> section != 4);
    Report report = Runs.run(path(), "register");
    assertTrue(report.text().contains("sections 4 share no beads"), report.text());
    try (Sample sample = Sample.open(path())) {
      assertEquals("interpolated", sample.read(Layout.sectionTransforms()).texts("source")[3]);
    }
  }

  @Test
  void takesOneSection() {
    BeadSample.write(path(), BeadSample.Settings.defaults(4).withSections(1));
    Report report = Runs.run(path(), "register");
    assertTrue(report.text().contains("only one section"), report.text());
  }

  @Test
  void takesOpticalLayers() {
    BeadSample made =
        BeadSample.write(path(), BeadSample.Settings.defaults(5).withSections(3).withLayers(5));
    Runs.run(path(), "register");
    try (Sample sample = Sample.open(path())) {
      Table sections = sample.read(Layout.sectionTransforms());
      assertEquals(3, sections.rows());
      assertEquals(-made.drift[2][1], sections.doubles("dy_um")[2], SHIFT_TOL_UM);
    }
  }

  @Test
  void refusesBlocksOfWhichNoSectionCanBeRegistered() {
    BeadSample.write(path(), BeadSample.Settings.defaults(6), section -> section == 2);
    InputException e = assertThrows(InputException.class, () -> Runs.run(path(), "register"));
    assertTrue(e.getMessage().contains("can be registered"), e.getMessage());
    assertEquals(ExitCode.INPUT, ExitCode.of(e));
    try (Sample sample = Sample.open(path())) {
      assertEquals(List.of(), new Receipts(sample).complete("register"));
    }
  }

  @Test
  void refusesSamplesWithoutBeads() {
    BeadSample.write(path(), BeadSample.Settings.defaults(7));
    try (Sample sample = Sample.openForWriting(path())) {
      sample.store().deleteTree(Layout.beads().path());
    }
    SampleFormatException e =
        assertThrows(SampleFormatException.class, () -> Runs.run(path(), "register"));
    assertTrue(e.getMessage().endsWith("run imaxt beads"), e.getMessage());
  }

  @Test
  void exportsBeadsBeforeAndAfterRegistration() throws IOException {
    BeadSample.write(path(), BeadSample.Settings.defaults(8));
    Path csv = folder.resolve("beads.csv");
    Runs.run(path(), "export beads", "out", csv);
    List<String> before = Files.readAllLines(csv);
    assertEquals(
        "bead,section,layer,x_um,y_um,z_um,radius_um,x_sigma_um,y_sigma_um,radius_sigma_um,snr,"
            + "deviance,accepted,reason,sphere_radius_um",
        before.get(0));
    assertTrue(before.get(1).startsWith(",1,1,"), before.get(1));
    assertTrue(before.stream().anyMatch(l -> l.contains(",false,\"not round, or cut\",")));
    Runs.run(path(), "register");
    Runs.run(path(), "export beads", "out", csv);
    List<String> after = Files.readAllLines(csv);
    assertEquals(before.size(), after.size());
    long numbered = after.stream().skip(1).filter(l -> !l.startsWith(",")).count();
    assertTrue(numbered > 0.9 * (after.size() - 1), numbered + " of " + after.size());
    long spheres = after.stream().skip(1).filter(l -> !l.endsWith(",")).count();
    assertTrue(spheres > 0.5 * (after.size() - 1), spheres + " of " + after.size());
  }

  @Test
  void exportsSections() throws IOException {
    BeadSample.write(path(), BeadSample.Settings.defaults(9));
    Path csv = folder.resolve("sections.csv");
    assertThrows(
        SampleFormatException.class, () -> Runs.run(path(), "export sections", "out", csv));
    Runs.run(path(), "register");
    Runs.run(path(), "export sections", "out", csv);
    List<String> lines = Files.readAllLines(csv);
    assertEquals("section,dx_um,dy_um,dx_sigma_um,dy_sigma_um,beads,source", lines.get(0));
    assertEquals(7, lines.size());
    assertTrue(lines.get(1).matches("1,0.0000,0.0000,0.0000,0.0000,\\d+,beads"), lines.get(1));
    Report turned = Runs.run(path(), "register", "rotation", "per-section");
    assertTrue(turned.text().contains("Rotations"), turned.text());
    try (Sample sample = Sample.open(path())) {
      double[] sigma = sample.read(Layout.sectionTransforms()).doubles("rotation_sigma_rad");
      assertEquals(0, sigma[0]);
      double few = 1e-3; // half a µm over the canvas
      assertTrue(sigma[5] > 0 && sigma[5] < few, "rotation " + sigma[5]);
    }
    Runs.run(path(), "export sections", "out", csv);
    assertTrue(Files.readAllLines(csv).get(0).endsWith(",source,rotation_rad"));
  }
}
