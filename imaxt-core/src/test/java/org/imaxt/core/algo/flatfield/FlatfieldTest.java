package org.imaxt.core.algo.flatfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

class FlatfieldTest {

  private static final float[] GAIN = {1, 2, 3, 4, 5, 6};
  private static final float[] DARK = {10, 10, 10, 20, 20, 20};
  private static final float[] MASK = {0, 1, 1, 0, 1, 1};

  @Test
  void gainHasMeanOneOverTheUsefulArea() {
    Flatfield flat = Flatfield.of(3, 2, GAIN, DARK, MASK);
    float[] gain = flat.gain();
    assertEquals(1, (gain[1] + gain[2] + gain[4] + gain[5]) / 4, 1e-6);
    assertEquals(0.25, gain[0], 1e-6);
  }

  @Test
  void correctsLazilyFromAnyOrigin() {
    Flatfield flat = Flatfield.of(3, 2, GAIN, DARK, MASK);
    var raw = ArrayImgs.unsignedShorts(new short[] {110, 210, 0, 0, 0, (short) 60020}, 3, 2);
    var corrected = flat.correct(Views.translate(raw, 7, -3));
    assertEquals(400, corrected.getAt(7, -3).get(), 1e-3);
    assertEquals(400, corrected.getAt(8, -3).get(), 1e-3);
    assertEquals(40000, corrected.getAt(9, -2).get(), 1e-2);
    raw.getAt(0, 0).setInteger(10);
    assertEquals(0, corrected.getAt(7, -3).get(), 0);
  }

  @Test
  void identityChangesNothing() {
    Flatfield flat = Flatfield.identity(2, 1);
    var corrected = flat.correct(ArrayImgs.unsignedShorts(new short[] {5, -1}, 2, 1));
    assertEquals(5, corrected.getAt(0, 0).get(), 0);
    assertEquals(65535, corrected.getAt(1, 0).get(), 0);
    assertArrayEquals(new float[] {1, 1}, flat.mask());
  }

  @Test
  void arraysAreCopied() {
    float[] dark = DARK.clone();
    Flatfield flat = Flatfield.of(3, 2, GAIN, dark, MASK);
    dark[0] = 99;
    flat.dark()[1] = 99;
    assertArrayEquals(DARK, flat.dark());
  }

  @Test
  void refusesAGainOfZeroAndSaysWhere() {
    float[] gain = GAIN.clone();
    gain[4] = 0;
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Flatfield.of(3, 2, gain, DARK, MASK));
    assertEquals("gain must be positive and finite, got 0.0 at (1, 1)", refused.getMessage());
  }

  @Test
  void refusesAnEmptyUsefulArea() {
    assertThrows(
        IllegalArgumentException.class, () -> Flatfield.of(3, 2, GAIN, DARK, new float[6]));
  }
}
