package org.imaxt.stitch.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.imaxt.core.phantom.SlideFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhantomJobParamsTest {

  @Test
  void theStandardSampleHasNoSlides() {
    assertEquals(0, PhantomJobParams.defaults().toPhantom().slides().count());
  }

  @Test
  void readsListsOfSections() {
    assertEquals(List.of(1, 2, 3, 7), SlideOptions.sections("1-3, 7", 8));
    assertEquals(List.of(1, 2), SlideOptions.sections("all", 2));
    assertEquals(List.of(), SlideOptions.sections("none", 8));
  }

  @Test
  void readsFaults() {
    assertEquals(
        List.of(
            new SlideFault(3, SlideFault.Kind.TORN), new SlideFault(5, SlideFault.Kind.NO_BEADS)),
        SlideOptions.faults("3:torn,5:no-beads"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "3-1", "-2", "some", "1;2"})
  void refusesSectionsThatAreNotThere(String text) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> SlideOptions.sections(text, 8));
    assertTrue(e.getMessage().contains("1-4,7"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"torn", "3:lost", "0:torn", "x:torn"})
  void refusesFaultsThatAreNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> SlideOptions.faults(text));
  }
}
