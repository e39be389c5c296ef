package org.imaxt.core.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.imaxt.core.model.Modality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sections are asked for. */
class SelectionTest {

  private static final List<Integer> EXISTING = List.of(1, 2, 3, 5, 8, 13);
  private static final List<String> SCANS = List.of("A", "B 2", "C");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | [1, 2, 3, 5, 8, 13]",
        "'' | [1, 2, 3, 5, 8, 13]",
        "2 | [2]",
        "1-3 | [1, 2, 3]",
        "4-9 | [5, 8]",
        "8- | [8, 13]",
        "13, 1 | [1, 13]",
        "1-2,2-3 | [1, 2, 3]",
      })
  void choosesTheSectionsInTheirOrder(String text, String expected) {
    assertEquals(expected, new Selection(text).of(EXISTING).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1-2-3", "1,,2", "-3", "1;2", "1.5", "1,", "99999999"})
  void refusesWhatIsNoListOfRanges(String text) {
    ParamException refused = assertThrows(ParamException.class, () -> new Selection(text));
    assertEquals("sections must read like 1-3,7 or all, got '" + text + "'", refused.getMessage());
  }

  @Test
  void aSectionThatIsNamedMustExist() {
    InputException refused =
        assertThrows(InputException.class, () -> new Selection("1,4,6").of(EXISTING));
    assertEquals("sections 4, 6 were asked for, there are 1-3, 5, 8, 13", refused.getMessage());
  }

  @Test
  void aRangeThatHoldsNoneIsRefused() {
    InputException refused =
        assertThrows(InputException.class, () -> new Selection("20-").of(EXISTING));
    assertTrue(refused.getMessage().contains("20-"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | [A, B 2, C]",
        "'' | [A, B 2, C]",
        "C , A | [A, C]",
        "B 2 | [B 2]",
      })
  void choosesScansByTheirNames(String text, String expected) {
    Selection selection = Selection.of(Map.of(Modality.SLIDES, text));
    assertEquals(expected, selection.scans(Modality.SLIDES, SCANS).toString());
    assertEquals(SCANS, selection.scans(Modality.IMC, SCANS));
    assertEquals(EXISTING, selection.of(EXISTING));
  }

  @Test
  void aScanThatIsNamedMustExist() {
    Selection selection = Selection.of(Map.of(Modality.IMC, "C,D,E"));
    InputException refused =
        assertThrows(InputException.class, () -> selection.scans(Modality.IMC, SCANS));
    assertEquals("regions D, E were asked for, there are A, B 2, C", refused.getMessage());
    InputException none =
        assertThrows(InputException.class, () -> selection.scans(Modality.IMC, List.of()));
    assertEquals("regions C, D, E were asked for, there are none", none.getMessage());
  }

  @Test
  void tellsAllChoicesThatCannotBeRead() {
    ParamException refused =
        assertThrows(ParamException.class, () -> new Selection("one", "a,,b", "all"));
    assertEquals(
        List.of(
            "sections must read like 1-3,7 or all, got 'one'",
            "slide must be names separated by commas, got 'a,,b'"),
        refused.problems());
  }

  @Test
  void keepsOnlyTheChoicesOfATask() {
    Selection selection = new Selection("2", "A", "B");
    assertEquals(new Selection("2", "A", "all"), selection.only(Modality.STPT, Modality.SLIDES));
    assertEquals(Selection.ALL, selection.only());
  }

  @Test
  void rangesAreShortAndNoneIsSaid() {
    assertEquals("1-3, 5, 8, 13", Selection.ranges(EXISTING));
    assertEquals("none", Selection.ranges(List.of()));
  }
}
