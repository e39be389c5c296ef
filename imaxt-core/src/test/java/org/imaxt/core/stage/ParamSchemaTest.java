package org.imaxt.core.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.lab.TypesParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict way from named values to parameter records. */
class ParamSchemaTest {

  private static final ParamSchema<TypesParams> SCHEMA = ParamSchema.of(TypesParams.class);

  private static final TypesParams DEFAULTS =
      new TypesParams(
          7, 8L, 0.5, 0, false, "text", TypesParams.Shade.BRIGHT, new File(""), new File(""));

  /** Needs a file. */
  private record NeedsFile(@Param(label = "File", required = true) File file)
      implements StageParams {}

  /** Has a component without declaration. */
  private record Undeclared(int number) implements StageParams {}

  /** Has a component of a type that no surface can show. */
  private record OddType(@Param(label = "List") List<String> list) implements StageParams {}

  /** Checks more than a range can say. */
  private record Ordered(
      @Param(label = "Low", unit = "px", range = "[0, 9]") int low,
      @Param(label = "High", unit = "px", range = "[0, 9]") int high)
      implements StageParams {
    Ordered {
      Require.inRange(Ordered.class, low, high);
      Require.require(low <= high, "low must not exceed high, got %s and %s", low, high);
    }
  }

  /** Shares the parameters of another record. */
  private record Grouped(
      @Param(label = "Name") String name, Ordered ends, @Param(label = "Fast") boolean fast)
      implements StageParams {
    Grouped {
      Require.inRange(Grouped.class, name, ends, fast);
    }
  }

  /** Has a name of its group as well. */
  private record Twice(@Param(label = "Low", unit = "px", range = "[0, 9]") int low, Ordered ends)
      implements StageParams {}

  @Test
  void parametersOfGroupStandAmongTheOthers() {
    ParamSchema<Grouped> schema = ParamSchema.of(Grouped.class);
    Grouped defaults = new Grouped("a", new Ordered(1, 5), true);
    assertEquals(
        List.of("name", "low", "high", "fast"),
        schema.fields().stream().map(ParamField::name).toList());
    assertEquals(Map.of("name", "a", "low", 1, "high", 5, "fast", true), schema.values(defaults));
    assertEquals(
        new Grouped("a", new Ordered(1, 3), false),
        schema.bind(defaults, Map.of("high", "3", "fast", false)));
  }

  @Test
  void groupRefusesItsOwnValues() {
    ParamSchema<Grouped> schema = ParamSchema.of(Grouped.class);
    Grouped defaults = new Grouped("a", new Ordered(1, 5), true);
    assertEquals(
        List.of("low must not exceed high, got 6 and 5"),
        assertThrows(ParamException.class, () -> schema.bind(defaults, Map.of("low", 6)))
            .problems());
    assertEquals(
        List.of("low must lie in [0, 9] (px), got 60"),
        assertThrows(ParamException.class, () -> schema.bind(defaults, Map.of("low", 60)))
            .problems());
  }

  @Test
  void refusesNameThatGroupHasToo() {
    assertThrows(IllegalArgumentException.class, () -> ParamSchema.of(Twice.class));
  }

  @Test
  void whatIsNotNamedKeepsItsDefault() {
    assertEquals(DEFAULTS, SCHEMA.bind(DEFAULTS, Map.of()));
  }

  @Test
  void textNumbersWordsAndOwnTypesAreRead() {
    TypesParams bound =
        SCHEMA.bind(
            DEFAULTS,
            Map.of(
                "wholeNumber", " 12 ",
                "bigNumber", 13,
                "realNumber", "0.25",
                "yesOrNo", "TRUE",
                "someText", "größer, kleiner",
                "shadeWanted", "quite-dark",
                "inputFolder", "/data/µm folder"));
    assertEquals(
        new TypesParams(
            12,
            13L,
            0.25,
            0,
            true,
            "größer, kleiner",
            TypesParams.Shade.QUITE_DARK,
            new File("/data/µm folder"),
            new File("")),
        bound);
  }

  @Test
  void valuesAreReadBackAsTheSameRecord() {
    TypesParams params =
        new TypesParams(
            500,
            0,
            0.9,
            -5,
            true,
            "",
            TypesParams.Shade.QUITE_DARK,
            new File("a b"),
            new File("c"));
    Map<String, Object> asText = new LinkedHashMap<>();
    SCHEMA.values(params).forEach((name, value) -> asText.put(name, value.toString()));
    assertEquals(params, SCHEMA.bind(DEFAULTS, asText));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wholeNumber | 1.7 | wholeNumber must be a whole number (px), got '1.7'",
        "wholeNumber | many | wholeNumber must be a whole number (px), got 'many'",
        "wholeNumber | 0 | 'wholeNumber must lie in [1, 500] (px), got 0'",
        "wholeNumber | 99999999999 | wholeNumber must be a whole number (px), got '99999999999'",
        "realNumber | 1,7 | 'realNumber must be a number (fraction of tile), got ''1,7'''",
        "realNumber | 0.95 | 'realNumber must lie in (0, 0.9] (fraction of tile), got 0.95'",
        "realNumber | NaN | realNumber must be a number (fraction of tile), got 'NaN'",
        "mayBeZero | Infinity | mayBeZero must be a number (µm), got 'Infinity'",
        "yesOrNo | yes | yesOrNo must be true or false, got 'yes'",
        "shadeWanted | dark | 'shadeWanted must be one of bright, quite-dark, got ''dark'''",
        "wholeNumbr | 3 | 'unknown parameter ''wholeNumbr''; did you mean ''wholeNumber''?'",
      })
  void refusesWithParameterRuleAndValue(String name, String value, String message) {
    ParamException refused =
        assertThrows(ParamException.class, () -> SCHEMA.bind(DEFAULTS, Map.of(name, value)));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void refusesEverythingThatIsWrongAtOnce() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("nonsense", 1);
    values.put("wholeNumber", 0);
    values.put("yesOrNo", "perhaps");
    ParamException refused =
        assertThrows(ParamException.class, () -> SCHEMA.bind(DEFAULTS, values));
    assertEquals(3, refused.problems().size(), refused.getMessage());
  }

  @Test
  void refusesARequiredValueThatIsEmpty() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> ParamSchema.of(NeedsFile.class).bind(new NeedsFile(new File("")), Map.of()));
    assertEquals(List.of("file is required"), refused.problems());
  }

  @Test
  void whatTheRecordRefusesIsAProblemOfTheArguments() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> ParamSchema.of(Ordered.class).bind(new Ordered(1, 2), Map.of("low", 3)));
    assertEquals("low must not exceed high, got 3 and 2", refused.getMessage());
  }

  @Test
  void refusesDeclarationsThatNoSurfaceCanShow() {
    assertThrows(IllegalArgumentException.class, () -> ParamSchema.of(Undeclared.class));
    assertThrows(IllegalArgumentException.class, () -> ParamSchema.of(OddType.class));
  }

  @Test
  void optionsAreKebabCase() {
    assertEquals(
        List.of("--whole-number", "--big-number", "--real-number", "--may-be-zero"),
        SCHEMA.fields().stream().limit(4).map(ParamField::option).toList());
  }

  @Test
  void aRefusalKeepsItsProblemsWhenItTravels() throws Exception {
    ParamException there = (ParamException) travelled(new ParamException(List.of("a", "b")));
    assertEquals(List.of("a", "b"), there.problems());
  }

  private static Object travelled(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
