package org.imaxt.core.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals of permitted numbers. */
class RangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(0, 0.9] | 0 | false",
        "(0, 0.9] | 0.9 | true",
        "(0, 0.9] | 0.91 | false",
        "[0, 0.95) | 0 | true",
        "[0, 0.95) | 0.95 | false",
        "[1, inf) | 1e300 | true",
        "[1, inf) | Infinity | false",
        "[-inf, 5] | -1e300 | true",
        "[-1, 5] | -1.0000001 | false",
        "[-1, 5] | NaN | false",
      })
  void endsBelongToItAsTheBracketsSay(String text, double value, boolean inside) {
    assertEquals(inside, Range.parse(text).contains(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(0, 0.9]", "[1, 500]", "[0, inf)", "[-inf, 5]", "(-2.5, 1000000)"})
  void isWrittenAsItIsRead(String text) {
    assertEquals(text, Range.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 1", "[0; 1]", "[0]", "[a, 1]", "[0, 1", " "})
  void refusesWhatIsNoInterval(String text) {
    assertThrows(IllegalArgumentException.class, () -> Range.parse(text));
  }

  @Test
  void noTextPermitsAllNumbersButNaN() {
    assertTrue(Range.parse("").contains(Double.NEGATIVE_INFINITY));
    assertTrue(Range.parse("").contains(Double.POSITIVE_INFINITY));
    assertFalse(Range.parse("").contains(Double.NaN));
  }
}
