package org.imaxt.core.run;

import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.zarr.ZarrFormatException;

/** How a process of ours ends. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Something is wrong in the arguments or the pipeline file. */
  ARGUMENTS(2),
  /** The input or the sample cannot be used. */
  INPUT(3),
  /** A unit failed while running. */
  FAILED(4),
  /** The user cancelled. */
  CANCELLED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /**
   * The code handed to the operating system.
   *
   * @return 0 for success
   */
  public int code() {
    return code;
  }

  /**
   * The exit code for a failure.
   *
   * @param failure what ended the run
   * @return its code
   */
  public static ExitCode of(Throwable failure) {
    if (failure instanceof ParamException) {
      return ARGUMENTS;
    } else if (failure instanceof InputException
        || failure instanceof SampleFormatException
        || failure instanceof ZarrFormatException) {
      return INPUT;
    } else if (failure instanceof CancelledException) {
      return CANCELLED;
    }
    return FAILED;
  }
}
