package org.imaxt.stitch.acquisition;

import java.util.List;
import org.imaxt.core.stage.InputException;

/** An input folder that cannot be used as an acquisition, with everything found wrong at once. */
public final class AcquisitionException extends InputException {

  private static final long serialVersionUID = 1L;

  /** Problems spelt out in the message; {@link #problems()} has all of them. */
  private static final int LISTED = 20;

  /** Serialisable copy of the problems. */
  private final String[] problems;

  /**
   * A refusal.
   *
   * @param problems what is wrong, one line each, lower case, no full stop; at least one
   */
  public AcquisitionException(List<String> problems) {
    super(message(problems));
    this.problems = problems.toArray(String[]::new);
  }

  /**
   * A refusal for one reason, with its cause.
   *
   * @param problem what is wrong, lower case, no full stop
   * @param cause what the file system said
   */
  public AcquisitionException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = new String[] {problem};
  }

  private static String message(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    StringBuilder text = new StringBuilder(problems.size() + " problems in the acquisition:");
    problems.stream().limit(LISTED).forEach(p -> text.append("\n  ").append(p));
    if (problems.size() > LISTED) {
      text.append("\n  … and ").append(problems.size() - LISTED).append(" more");
    }
    return text.toString();
  }

  /**
   * Everything that is wrong.
   *
   * @return one line a problem, at least one
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
