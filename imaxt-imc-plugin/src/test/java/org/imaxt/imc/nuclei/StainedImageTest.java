package org.imaxt.imc.nuclei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.imaxt.core.network.ModelInfo;
import org.junit.jupiter.api.Test;

class StainedImageTest {

  private static final float TOL = 1e-6f;
  private static final ModelInfo.ImageScale WHOLE_RANGE = new ModelInfo.ImageScale(1, 4, 0, 100);

  private static Stain stain(String name, float... values) {
    return new Stain(name, ArrayImgs.floats(values, values.length, 1));
  }

  private static StainedImage image(List<Stain> nuclear, List<Stain> cytoplasm) {
    return new StainedImage(NucleusModel.IMC, WHOLE_RANGE, nuclear, cytoplasm);
  }

  @Test
  void bringsEachStainToItsOwnScaleBeforeItSums() {
    StainedImage image =
        image(
            List.of(stain("a", 0, 5, 10, 10), stain("b", 0, 1000, 500, 1000)),
            List.of(stain("c", 2, 0, 0, 0)));
    assertArrayEquals(new float[] {0, 1, 0.75f, 0, 0.75f, 0, 1, 0}, image.read(0, 0, 4, 1), TOL);
  }

  @Test
  void takesTheMeanOfTheStainsThatAreKnown() {
    float unknown = Float.NaN;
    StainedImage image =
        image(
            List.of(stain("a", 0, unknown, 10, unknown), stain("b", 0, 4, unknown, unknown)),
            List.of());
    assertArrayEquals(new float[] {0, 0, 1, 0, 1, 0, 0, 0}, image.read(0, 0, 4, 1), TOL);
    boolean[] missing = {false, false, false, true};
    assertArrayEquals(missing, image.missing(0, 0, 4, 1));
  }

  @Test
  void doesNotMindWhereAnImageBegins() {
    Stain here = stain("a", 0, 1, 2, 3);
    Stain there = new Stain("a", Views.translate(here.image(), 100, -7));
    assertArrayEquals(
        image(List.of(here), List.of()).read(-2, 0, 8, 1),
        image(List.of(there), List.of()).read(-2, 0, 8, 1));
  }

  @Test
  void refusesAChannelOfZeros() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> image(List.of(stain("a", 0, 1), stain("DNA1", 0, Float.NaN)), List.of()));
    assertEquals(
        "nuclear channel DNA1 is zero throughout; leave it out or name another", e.getMessage());
  }

  @Test
  void refusesChannelsOfSeveralSizes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> image(List.of(stain("a", 0, 1), stain("b", 0, 1, 2)), List.of()));
    assertTrue(e.getMessage().contains("2 x 1 px, b has [3, 1]"), e.getMessage());
  }

  @Test
  void refusesToGoWithoutNuclei() {
    assertThrows(IllegalArgumentException.class, () -> image(List.of(), List.of()));
  }
}
