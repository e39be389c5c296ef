package org.imaxt.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;

/**
 * A Spark application to be started.
 *
 * @param master where it is submitted
 * @param conf its settings
 */
record Application(Master master, SparkConf conf) {

  /** A cluster that has room gives out its first executor in seconds. */
  private static final int PATIENCE_S = 60;

  private static final int LOOK_MS = 100;
  private static final String MASTER = "spark.master";
  private static final String ENGINE = "imaxt.engine";

  /** Settings that differ from Spark's own, unless the user or spark-submit gave others. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.app.name", "imaxt",
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          "spark.executor.memory", "2g",
          "spark.locality.wait", "0s");

  static Application of(ExecutorSettings settings) {
    SparkConf conf = new SparkConf();
    settings.properties().forEach(conf::set);
    Master master =
        new Master(
            settings
                .master()
                .or(() -> Optional.ofNullable(conf.get(MASTER, null)))
                .orElse("local[%d]".formatted(settings.threads())));
    conf.setMaster(master.url());
    DEFAULTS.forEach(conf::setIfMissing);
    if (master.isHere()) {
      // Nobody else needs to find the driver, and the machine's name may not resolve.
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else {
      ship(conf);
    }
    return new Application(master, conf);
  }

  /** Lets executors have our classes, and the engine for networks where it lies here. */
  private static void ship(SparkConf conf) {
    ClusterJar.beside(SparkProvider.class)
        .ifPresent(jar -> conf.setIfMissing("spark.jars", jar.toUri().toString()));
    String engine = System.getProperty(ENGINE);
    if (engine != null) {
      String option = "-D%s=%s".formatted(ENGINE, Path.of(engine).toAbsolutePath());
      String given = conf.get("spark.executor.extraJavaOptions", "");
      if (!given.contains("-D" + ENGINE)) {
        conf.set("spark.executor.extraJavaOptions", (given + " " + option).trim());
      }
    }
  }

  /**
   * Starts it and waits for its first executor.
   *
   * @throws InputException if the master cannot be reached or gives no executor
   */
  JavaSparkContext start(Progress progress) {
    master.requireReachable();
    SparkContext context = new SparkContext(conf);
    try {
      if (!master.isHere()) {
        awaitExecutor(context, progress);
      }
      return new JavaSparkContext(context);
    } catch (RuntimeException e) {
      context.stop();
      throw e;
    }
  }

  private void awaitExecutor(SparkContext context, Progress progress) {
    long end = System.nanoTime() + PATIENCE_S * 1_000_000_000L;
    while (context.statusTracker().getExecutorInfos().length < 2) { // the driver is one of them
      progress.checkCancelled();
      if (context.isStopped()) {
        throw new InputException(
            "the Spark master %s refused the application; it may run another version than Spark %s"
                .formatted(master.url(), context.version()));
      }
      if (System.nanoTime() > end) {
        throw new InputException(
            ("the Spark master %s gave no executor within %d s; are there workers with %s of memory"
                    + " each (--conf spark.executor.memory=…), and are they of Spark %s?")
                .formatted(
                    master.url(),
                    PATIENCE_S,
                    conf.get("spark.executor.memory"),
                    context.version()));
      }
      SparkExecutor.pause(LOOK_MS);
    }
  }
}
