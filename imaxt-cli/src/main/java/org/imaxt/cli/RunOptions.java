package org.imaxt.cli;

import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.stage.ParamException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of everything that runs. */
final class RunOptions {

  /** Whether what is up to date is kept; one or the other. */
  static final class Reuse {
    @Option(names = "--force", description = "Make everything again, also what is up to date.")
    private boolean force;

    @Option(
        names = "--resume",
        description = "Keep what is up to date and go on from there (default).")
    private boolean resume;
  }

  @ArgGroup private Reuse reuse = new Reuse();

  @Option(
      names = "--threads",
      paramLabel = "<count>",
      description = "Threads to use (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--keep-going",
      description = "Go on with other units when one fails, and fail at the end.")
  private boolean keepGoing;

  @Option(names = "--quiet", description = "Show neither progress nor reports; warnings stay.")
  private boolean quiet;

  @Option(names = Imaxt.VERBOSE, description = "Show where in the code a failure comes from.")
  private boolean verbose;

  RunRequest.Reuse reuse() {
    return reuse.force ? RunRequest.Reuse.FORCE : RunRequest.Reuse.RESUME;
  }

  FailurePolicy failure() {
    return keepGoing ? FailurePolicy.COLLECT : FailurePolicy.STOP;
  }

  boolean quiet() {
    return quiet;
  }

  /** Threads to work with; to be closed by the caller. */
  ThreadsExecutor executor() {
    if (threads < 1) {
      throw new ParamException("--threads must be at least 1, got " + threads);
    }
    return new ThreadsExecutor(threads);
  }
}
