package org.imaxt.core.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that were probably meant. */
class SpellingTest {

  private static final List<String> KNOWN = List.of("ingest", "flatfield", "stitch", "fuse");

  @Test
  void namesTheNearestWordWhateverTheCase() {
    assertEquals("; did you mean 'stitch'?", Spelling.suggestion("Stich", KNOWN));
    assertEquals("; did you mean 'flatfield'?", Spelling.suggestion("flat-field", KNOWN));
  }

  @Test
  void listsTheWordsWhenNoneIsNear() {
    assertEquals(
        "; known are ingest, flatfield, stitch, fuse", Spelling.suggestion("segment", KNOWN));
  }

  @Test
  void saysThatThereIsNone() {
    assertEquals("; there is none", Spelling.suggestion("anything", List.of()));
  }
}
