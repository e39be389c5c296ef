package org.imaxt.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.UnitNeeds;
import org.imaxt.core.zarr.Store;

/**
 * What is found out before the first unit: that the workers run this version of Spark, have the
 * stage and the engine that it needs, and see the sample, by a mark that the driver has just made
 * in it.
 */
final class Preflight {

  /** Long enough that each core is given a look of its own. */
  private static final int LOOK_MS = 100;

  private final JavaSparkContext spark;
  private final Master master;
  private final String version;

  /** Looks for workers of a version of Spark. */
  Preflight(JavaSparkContext spark, Master master, String version) {
    this.spark = spark;
    this.master = master;
    this.version = version;
  }

  /**
   * Looks on all workers.
   *
   * @throws InputException if one of them cannot do units
   */
  void check(StageRecipe recipe, UnitNeeds needs) {
    if (master.isHere()) {
      return;
    }
    Store store = Sample.open(Location.of(recipe.sample())).store();
    String mark = Layout.PRIVATE + "/seen/" + UUID.randomUUID();
    store.write(mark, "a driver's mark".getBytes(StandardCharsets.UTF_8));
    Set<String> problems = new TreeSet<>();
    try {
      int looks = spark.defaultParallelism();
      List<Look> each = Collections.nCopies(looks, new Look(recipe, mark, version, needs.engine()));
      problems.addAll(spark.parallelize(new ArrayList<>(each), looks).map(new Looking()).collect());
    } finally {
      store.deleteTree(Layout.PRIVATE + "/seen");
    }
    problems.remove("");
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
  }

  /** What a worker shall find. */
  private record Look(StageRecipe recipe, String mark, String version, boolean engine)
      implements Serializable {

    String problem() {
      String host = SparkEnv.get().blockManager().blockManagerId().host();
      String here = org.apache.spark.package$.MODULE$.SPARK_VERSION();
      if (!here.equals(version)) {
        return "worker %s runs Spark %s, the driver %s; they must be the same"
            .formatted(host, here, version);
      }
      try {
        Worker.here().tasks().get(recipe.stage());
      } catch (ParamException e) {
        return "worker %s does not have the classes of imaxt (%s); give them with --conf spark.jars"
            .formatted(host, e.getMessage());
      }
      Optional<String> blind = sight();
      if (blind.isPresent()) {
        return unseen(host, blind.get());
      }
      return engine ? engineProblem(host) : "";
    }

    private static String engineProblem(String host) {
      try {
        EngineLoader.engine();
        return "";
      } catch (EngineAbsentException e) {
        return "worker %s: %s; the driver has one, and results must not depend on the worker"
            .formatted(host, e.getMessage());
      }
    }

    /** Why the driver's mark is not seen; empty where it is. */
    private Optional<String> sight() {
      try (Sample sample = Sample.open(Location.of(recipe.sample()))) {
        return sample.store().exists(mark) ? Optional.empty() : Optional.of("it is another one");
      } catch (RuntimeException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    private String unseen(String host, String why) {
      return Location.isUri(recipe.sample())
          ? "worker %s does not see %s as the driver does: %s; see docs/CLUSTER.md for credentials"
              .formatted(host, recipe.sample(), why)
          : ("worker %s does not see %s; put the sample on a file system that all workers mount"
                  + " at the same place, or into an object store")
              .formatted(host, recipe.sample());
    }
  }

  /** Looks, on a worker. */
  private static final class Looking implements Function<Look, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String call(Look look) throws InterruptedException {
      Thread.sleep(LOOK_MS);
      return look.problem();
    }
  }
}
