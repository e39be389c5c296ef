package org.imaxt.core.stage;

import java.util.List;

/** Something is wrong in the arguments or in a pipeline file; lists everything that is. */
public final class ParamException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Serialisable copy of the problems. */
  private final String[] problems;

  /**
   * Collects problems.
   *
   * @param problems at least one, each naming parameter, rule and value
   */
  public ParamException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /**
   * One problem.
   *
   * @param problem names parameter, rule and value
   */
  public ParamException(String problem) {
    this(List.of(problem));
  }

  /**
   * The problems, one a line of the message.
   *
   * @return at least one
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
