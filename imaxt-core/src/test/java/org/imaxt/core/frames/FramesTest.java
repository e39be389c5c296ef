package org.imaxt.core.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames there are, and what lies between them. */
class FramesTest {

  private static final double UM_TOL = 1e-9; // rounding of sums of doubles

  /** A bend of 3 µm whose points are 100 µm apart, between them. */
  private static final double BEND_TOL_UM = 0.05;

  @TempDir Path folder;
  private Sample sample;

  @BeforeEach
  void make() {
    sample = TestBlock.make(folder.resolve("s.zarr"));
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private String refused(String from, String to) {
    return assertThrows(InputException.class, () -> Frames.of(sample).map(from, to)).getMessage();
  }

  @Test
  void namesEveryFrameByItsKind() {
    Frames frames = Frames.of(sample);
    assertEquals(Set.of("S001", "S002", "S003", "cube", "a", "b", "c", "r"), frames.names());
    assertEquals(Frames.Kind.CUBE, frames.kind("cube"));
    assertEquals(Frames.Kind.ROI, frames.kind("r"));
    assertEquals(Set.of("S001", "S002", "S003", "cube", "a", "r"), frames.graph().frames());
  }

  @Test
  void leadsFromARegionThroughItsSlideIntoTheCube() {
    FrameMap map = Frames.of(sample).map("r", "cube");
    assertEquals(List.of("r", "a", "S002", "cube"), map.frames(), "the most certain way");
    Affine whole = TestBlock.ROI_TO_SLIDE.then(TestBlock.SLIDE_TO_SECTION);
    double[] expected = {whole.x(30, 40) + 5, whole.y(30, 40) - 3};
    assertArrayEquals(expected, map.apply(30, 40), UM_TOL);
    assertArrayEquals(new double[] {30, 40}, map.inverse(expected[0], expected[1]), UM_TOL);
    double scale = 1.01; // of the slide's own transform, after which the region's error counts
    double variance = scale * scale * 0.7 * 0.7 + 0.4 * 0.4 + 0.3 * 0.3;
    assertEquals(Math.sqrt(2 * variance), map.sigmaUm(30, 40), 1e-6);
    assertEquals(2, map.section().orElseThrow());
  }

  @Test
  void listsTheFramesThereAre() {
    assertEquals(
        "there is no frame 'S009'; there are S001, S002, S003, a, b, c, cube, r",
        refused("a", "S009"));
  }

  @Test
  void saysWhyNoWayLeadsToAScan() {
    assertEquals(
        "no way leads from b to S001; b: it is an orphan: above the first section",
        refused("b", "S001"));
    assertEquals(
        "no way leads from cube to c; c: it was refused: it shows no beads", refused("cube", "c"));
  }

  @Test
  void saysWhichStageIsMissing() {
    new Receipts(sample).remove("federate", "federation");
    assertTrue(refused("a", "S002").endsWith("a: it is not federated; run imaxt federate"));
    new Receipts(sample).remove("register", "sections");
    assertTrue(refused("S001", "cube").endsWith("run imaxt register"), refused("S001", "cube"));
    assertTrue(refused("S001", "S002").endsWith("run imaxt register"), refused("S001", "S002"));
  }

  @Test
  void refusesAFederationThatIsOutOfDate() {
    TestBlock.receipt(sample, "federate", "federation", Map.of("register/sections", "older"));
    String message =
        assertThrows(SampleFormatException.class, () -> Frames.of(sample)).getMessage();
    assertTrue(message.contains("run imaxt federate again"), message);
  }

  @Test
  void refusesTwoFramesOfOneName() {
    sample.write(
        ScanLayout.scan(Modality.SLIDES, "cube"),
        sample.read(ScanLayout.scan(Modality.SLIDES, "a")));
    TestBlock.receipt(sample, "slides", "cube", Map.of());
    assertTrue(
        assertThrows(InputException.class, () -> Frames.of(sample))
            .getMessage()
            .startsWith("'cube' is the name of two frames"));
  }

  @Test
  void bendsAsTheFederationSaysAndBack() {
    List<List<Double>> bend = new ArrayList<>();
    for (int x = 0; x <= 700; x += 100) {
      for (int y = 0; y <= 600; y += 100) {
        bend.add(List.of((double) x, (double) y, bent(x), -bent(y)));
      }
    }
    TestBlock.federate(
        sample,
        List.of(
            TestBlock.scan(
                "a",
                Modality.SLIDES,
                Status.MATCHED,
                2,
                "",
                List.of(TestBlock.transform(TestBlock.SLIDE_TO_SECTION, 0.4, bend)),
                List.of())));
    FrameMap map = Frames.of(sample).map("a", "S002");
    assertFalse(map.isAffine());
    double[] at = map.apply(330, 270);
    Affine affine = TestBlock.SLIDE_TO_SECTION;
    assertEquals(affine.x(330, 270) + bent(330), at[0], BEND_TOL_UM);
    assertEquals(affine.y(330, 270) - bent(270), at[1], BEND_TOL_UM);
    assertArrayEquals(new double[] {330, 270}, map.inverse(at[0], at[1]), 1e-6);
  }

  private static double bent(double along) {
    return 3 * Math.sin(along / 200);
  }
}
