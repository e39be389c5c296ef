package org.imaxt.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.run.UnitOutcome;
import org.imaxt.core.run.UnitWork;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;

/**
 * Does units on the executors of a Spark application, one unit a task.
 *
 * <p>Units, parameters and results travel; each process opens the sample by its location. What
 * fails in a unit is told by the unit's answer; a unit whose process is lost is begun again by
 * Spark, which is safe since a unit writes the same bytes whenever it runs.
 */
final class SparkExecutor implements UnitExecutor {

  /** Units of a wave for each core: tasks take a millisecond to give out, a wave some twenty. */
  private static final int WAVE = 64;

  private final JavaSparkContext spark;
  private final Master master;
  private final TaskExecutor tasks;
  private final Set<String> seen = new HashSet<>();
  private final UnitProfiles profiles;

  private SparkExecutor(JavaSparkContext spark, Master master, int threads) {
    this.spark = spark;
    this.master = master;
    this.tasks = TaskExecutors.fixedThreadPool(threads);
    this.profiles = new UnitProfiles(master, spark.getConf());
  }

  static SparkExecutor open(ExecutorSettings settings, Progress progress) {
    Application application = Application.of(settings);
    return new SparkExecutor(application.start(progress), application.master(), settings.threads());
  }

  @Override
  public <U, R> List<UnitOutcome<R>> map(
      UnitWork<U, R> work, List<U> units, FailurePolicy policy, Progress progress) {
    if (units.isEmpty()) {
      return List.of();
    }
    StageRecipe recipe =
        work.recipe()
            .orElseThrow(
                () -> new IllegalArgumentException("this work cannot be sent to other processes"));
    if (seen.add(recipe.sample() + " " + work.needs().engine())) {
      new Preflight(spark, master, spark.version()).check(recipe, work.needs());
    }
    List<Serializable> sent = new ArrayList<>();
    units.forEach(u -> sent.add((Serializable) u));
    long memory = units.stream().mapToLong(work::memoryBytes).max().orElse(0);
    Optional<ResourceProfile> profile = profiles.of(work.needs(), memory);
    return new UnitJob<R>(spark, recipe, sent, profile, policy, progress).run();
  }

  @Override
  public int parallelism() {
    return spark.defaultParallelism();
  }

  @Override
  public int wave() {
    return WAVE * parallelism();
  }

  /** Jobs that divide their own work do so in the driver. */
  @Override
  public TaskExecutor tasks() {
    return tasks;
  }

  @Override
  public void close() {
    tasks.close();
    spark.close();
  }

  /** Waits for units that still run; none may write when the driver goes on. */
  static void settle(JavaSparkContext spark) {
    boolean interrupted = false;
    while (!spark.sc().isStopped() && running(spark) > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static int running(JavaSparkContext spark) {
    int running = 0;
    for (var executor : spark.sc().statusTracker().getExecutorInfos()) {
      running += executor.numRunningTasks();
    }
    return running;
  }

  /** Waits a little. */
  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }
}
