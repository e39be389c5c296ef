package org.imaxt.macros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of our macros understands, and that it lets nothing pass. */
class MacroLanguageTest {

  @Test
  void readsOptionsOfEveryForm() {
    assertEquals(
        Map.of("sample", "/a b/µ.zarr", "searchradius", "40", "fast", "true", "empty", ""),
        MacroOptions.parse("sample=[/a b/µ.zarr] searchradius=40 fast empty=[]"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a=[b", "a=b c=d a=e", "=b", "a=[b]c", "a = b"})
  void refusesOptionsThatImageJWouldMisread(String options) {
    assertThrows(IllegalArgumentException.class, () -> MacroOptions.parse(options));
  }

  @Test
  void joinsTextsAndVariables() {
    assertEquals(
        List.of(new RunCall("Do It...", "in=[/a b/x, y] n=1", 3)),
        MacroFile.calls(
            List.of(
                "// a comment",
                "folder = getArgument();",
                "run(\"Do It...\", \"in=[\" + folder + \"/x, y] n=1\");"),
            "/a b"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"print(\"x\");", "run(\"A\"", "run(\"A\", b);", "exec(\"rm\");", "x = 1 + ;"})
  void refusesStatementsThatItDoesNotUnderstand(String statement) {
    assertThrows(IllegalArgumentException.class, () -> MacroFile.calls(List.of(statement), ""));
  }
}
