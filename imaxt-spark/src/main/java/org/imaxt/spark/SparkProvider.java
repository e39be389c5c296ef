package org.imaxt.spark;

import org.imaxt.core.run.ExecutorProvider;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.Progress;

/** Opens executors on Spark. */
public final class SparkProvider implements ExecutorProvider {

  /** A provider, as services need it. */
  public SparkProvider() {}

  @Override
  public String engine() {
    return "spark";
  }

  @Override
  public UnitExecutor open(ExecutorSettings settings, Progress progress) {
    return SparkExecutor.open(settings, progress);
  }
}
