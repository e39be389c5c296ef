package org.imaxt.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.run.UnitOutcome;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** One call for units: jobs of Spark, until each unit has an outcome. */
final class UnitJob<R> {

  /** How often the driver looks whether the user cancelled, ms. */
  private static final int LOOK_MS = 50;

  /** How Spark names a unit for which it has given up. */
  private static final Pattern GIVEN_UP =
      Pattern.compile(
          "Task (\\d+) in stage \\S+ failed (\\d+) times, most recent failure: ([^\\n]*)");

  private final JavaSparkContext spark;
  private final StageRecipe recipe;
  private final List<Serializable> units;
  private final Optional<ResourceProfile> profile;
  private final FailurePolicy policy;
  private final Progress progress;
  private final List<UnitOutcome<R>> outcomes = new ArrayList<>();
  private boolean failed;

  UnitJob(
      JavaSparkContext spark,
      StageRecipe recipe,
      List<Serializable> units,
      Optional<ResourceProfile> profile,
      FailurePolicy policy,
      Progress progress) {
    this.spark = spark;
    this.recipe = recipe;
    this.units = units;
    this.profile = profile;
    this.policy = policy;
    this.progress = progress;
    units.forEach(u -> outcomes.add(null));
  }

  List<UnitOutcome<R>> run() {
    spark.setJobDescription(recipe.stage());
    try {
      int[] open = open();
      while (open.length > 0 && !stopped()) {
        submit(open);
        open = open();
      }
    } catch (CancelledException e) {
      SparkExecutor.settle(spark);
      int[] open = open();
      answer(open.length > 0 ? open[0] : units.size() - 1, new UnitOutcome.Failed<>(e));
    }
    synchronized (outcomes) {
      outcomes.replaceAll(o -> o == null ? new UnitOutcome.Skipped<>() : o);
      return List.copyOf(outcomes);
    }
  }

  /** Numbers of the units without an outcome. */
  private int[] open() {
    synchronized (outcomes) {
      return IntStream.range(0, units.size()).filter(i -> outcomes.get(i) == null).toArray();
    }
  }

  private boolean stopped() {
    synchronized (outcomes) {
      return failed && policy == FailurePolicy.STOP;
    }
  }

  private void answer(int unit, UnitOutcome<R> outcome) {
    synchronized (outcomes) {
      outcomes.set(unit, outcome);
      failed |= outcome instanceof UnitOutcome.Failed;
    }
  }

  /** Gives units out, and waits until all are done, one is given up, or the run shall stop. */
  private void submit(int[] open) {
    List<Serializable> sent = new ArrayList<>();
    Arrays.stream(open).forEach(i -> sent.add(units.get(i)));
    RDD<Serializable> rdd = spark.parallelize(sent, open.length).rdd();
    profile.ifPresent(rdd::withResources);
    List<Object> all = new ArrayList<>();
    IntStream.range(0, open.length).forEach(all::add);
    SimpleFutureAction<BoxedUnit> action =
        spark
            .sc()
            .submitJob(
                rdd,
                new UnitTask(recipe),
                CollectionConverters.asScala(all).toSeq(),
                new Receiver(open),
                new Nothing());
    try {
      while (!isReady(action)) {
        progress.checkCancelled();
        if (stopped()) {
          action.cancel();
          break;
        }
      }
    } catch (CancelledException e) {
      action.cancel();
      throw e;
    }
    Try<BoxedUnit> end = action.isCompleted() ? action.value().get() : null;
    if (end == null || end.isFailure()) {
      SparkExecutor.settle(spark);
    }
    if (end != null && end.isFailure() && !stopped()) {
      giveUp(open, end.failed().get());
    }
  }

  private static boolean isReady(SimpleFutureAction<?> action) {
    try {
      Await.ready(action, Duration.apply(LOOK_MS, "ms"));
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      action.cancel();
      throw new CancelledException();
    }
  }

  /** A unit whose process was lost again and again, or a context that is gone. */
  private void giveUp(int[] open, Throwable reason) {
    Matcher matcher = GIVEN_UP.matcher(String.valueOf(reason.getMessage()));
    if (!matcher.find()) {
      throw new IllegalStateException("Spark ended the run: " + reason.getMessage(), reason);
    }
    answer(
        open[Integer.parseInt(matcher.group(1))],
        new UnitOutcome.Failed<>(
            new IllegalStateException(
                "its process was lost %s times, at last with %s; if memory is short, give more with"
                        .formatted(matcher.group(2), matcher.group(3))
                    + " --conf spark.executor.memory=8g",
                reason)));
  }

  /** Takes answers as they come, in Spark's own thread of the driver. */
  private final class Receiver extends AbstractFunction2<Object, Answer, BoxedUnit> {

    private final int[] open;

    Receiver(int[] open) {
      this.open = open;
    }

    @Override
    public BoxedUnit apply(Object partition, Answer answer) {
      answer.warnings().forEach(progress::warn);
      UnitOutcome<R> outcome = answer.outcome();
      answer(open[(Integer) partition], outcome);
      if (outcome instanceof UnitOutcome.Done) {
        progress.advance(1);
      }
      return BoxedUnit.UNIT;
    }
  }

  /** The value of a job whose answers have all been taken. */
  private static final class Nothing extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
