package org.imaxt.federation.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How slides are named after their files. */
class SlideNameTest {

  @ParameterizedTest
  @CsvSource({
    "a.ome.tif, a",
    "a.ome.tiff, a",
    "a.OME.TIF, a",
    "a.tif, a",
    "a b.Tiff, a b",
    "a.b.czi, a.b",
    "a.ome.CZI, a.ome",
    "a.tif.tif, a.tif",
  })
  void isTheFileNameWithoutItsEnding(String file, String name) {
    assertEquals(Optional.of(name), SlideName.of(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {".tif", "a.png", "a", "a.tif.gz", "a.czi~"})
  void isNoneForOtherFiles(String file) {
    assertEquals(Optional.empty(), SlideName.of(file));
  }

  @Test
  void countsScenesFromOne() {
    assertEquals("a_s1", SlideName.ofScene("a", 1));
  }
}
