package org.imaxt.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.imaxt.core.run.ExecutorProvider;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.MonitoredProgress;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Spelling;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of everything that runs. */
final class RunOptions {

  private static final String THREADS = "threads";
  private static final String SPARK = "spark";

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
      names = "--engine",
      paramLabel = "<engine>",
      description = "What does the work: threads (default) of this process, or spark.")
  private String engine = THREADS;

  @Option(
      names = "--master",
      paramLabel = "<url>",
      description =
          "With --engine spark: local[2], spark://host:7077, yarn or k8s://https://host:443"
              + " (default: local, with as many threads as --threads).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "<name=value>",
      description =
          "With --engine spark: a setting of Spark, such as spark.executor.memory=8g; repeatable.")
  private Map<String, String> conf = new LinkedHashMap<>();

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

  /** What does the units; to be closed by the caller. */
  UnitExecutor executor(Monitor monitor) {
    if (threads < 1) {
      throw new ParamException("--threads must be at least 1, got " + threads);
    }
    if (engine.equals(THREADS)) {
      if (master != null || !conf.isEmpty()) {
        throw new ParamException("--master and --conf need --engine spark");
      }
      return new ThreadsExecutor(threads);
    }
    ExecutorSettings settings = new ExecutorSettings(Optional.ofNullable(master), threads, conf);
    return provider().open(settings, new MonitoredProgress(engine, monitor));
  }

  private ExecutorProvider provider() {
    List<ExecutorProvider> providers =
        ServiceLoader.load(ExecutorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return providers.stream()
        .filter(p -> p.engine().equals(engine))
        .findFirst()
        .orElseThrow(() -> unknown(providers.stream().map(ExecutorProvider::engine).toList()));
  }

  private ParamException unknown(List<String> found) {
    if (engine.equals(SPARK)) {
      return new ParamException(
          "--engine spark is not on the class path; build it with mvn package and start it with"
              + " ./imaxt, or give its -cluster.jar to spark-submit");
    }
    List<String> known =
        Stream.concat(Stream.of(THREADS, SPARK), found.stream()).distinct().toList();
    return new ParamException(
        "--engine must be one of %s, got '%s'%s"
            .formatted(String.join(", ", known), engine, Spelling.suggestion(engine, known)));
  }
}
