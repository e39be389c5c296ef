package org.imaxt.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.zarr.ZarrFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How failures end the process. */
class ExitCodeTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ParamException("threads must be at least 1, got 0"), 2),
        Arguments.of(new InputException("no acquisition"), 3),
        Arguments.of(new SampleFormatException("locked"), 3),
        Arguments.of(new ZarrFormatException("stpt/raw/S001/.zarray", "is cut off"), 3),
        Arguments.of(new UnitFailedException("corrupt", new RuntimeException()), 4),
        Arguments.of(new UnitFailedException("refused", new InputException("x")), 4),
        Arguments.of(new IllegalStateException("a fault of ours"), 4),
        Arguments.of(new CancelledException(), 130));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyKindOfFailureHasItsCode(Throwable failure, int code) {
    assertEquals(code, ExitCode.of(failure).code());
  }
}
