package org.imaxt.imc.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.FrameMap;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.frames.TestBlock;
import org.imaxt.core.sample.Sample;
import org.imaxt.imc.LabelImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of a region that lies on a section of a registered block. */
class CubePlacesTest {

  /** Half a unit of the last digit that a point of this size loses on its way. */
  private static final double ROUNDING_UM = 1e-9;

  @TempDir Path folder;

  @Test
  void cellsLieInTheCubeWithTheirUncertainty() throws Exception {
    Path path = folder.resolve("s.zarr");
    try (Sample sample = TestBlock.make(path)) {
      LabelImages.write(sample, "r", "cells", LabelImages.discs(120, 100, 20, 7.5), 120);
    }
    Runs.run(path, "imc-measure");
    Path out = folder.resolve("cells.csv");
    Runs.run(path, "export cells", "out", out);
    List<String> lines = Files.readAllLines(out);
    List<String> header = Arrays.asList(lines.get(0).split(","));
    assertEquals(
        List.of("cube_x_um", "cube_y_um", "cube_z_um", "cube_sigma_um"), header.subList(6, 10));
    assertEquals(31, lines.size());
    try (Sample sample = Sample.open(path)) {
      Frames frames = Frames.of(sample);
      FrameMap way = frames.map("r", "cube");
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        double x = Double.parseDouble(fields[2]);
        double y = Double.parseDouble(fields[3]);
        double[] at = way.apply(x, y);
        assertEquals(at[0], Double.parseDouble(fields[6]), ROUNDING_UM);
        assertEquals(at[1], Double.parseDouble(fields[7]), ROUNDING_UM);
        assertEquals(frames.depthUm(way).orElseThrow(), Double.parseDouble(fields[8]));
        assertEquals(way.sigmaUm(x, y), Double.parseDouble(fields[9]), ROUNDING_UM);
        assertEquals("", fields[4]); // the instrument said nothing of its stage
      }
      // region, slide, section 2: its true place, from the frames the block was made with
      double[] middle = way.apply(60, 50);
      var toSlide = TestBlock.ROI_TO_SLIDE;
      var toSection = TestBlock.SLIDE_TO_SECTION;
      double sx = toSlide.x(60, 50);
      double sy = toSlide.y(60, 50);
      assertEquals(toSection.x(sx, sy) + 5, middle[0], ROUNDING_UM);
      assertEquals(toSection.y(sx, sy) - 3, middle[1], ROUNDING_UM);
    }
  }
}
