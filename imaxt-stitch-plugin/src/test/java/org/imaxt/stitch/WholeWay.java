package org.imaxt.stitch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;

/** A phantom, its acquisition, and the stages run on it. */
final class WholeWay {

  private static final TaskRegistry TASKS = TaskRegistry.load(WholeWay.class.getClassLoader());

  private final Path folder;
  private final PhantomTruth truth;

  private WholeWay(Path folder, PhantomTruth truth) {
    this.folder = folder;
    this.truth = truth;
  }

  static WholeWay of(PhantomParams params, Path folder) throws IOException {
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      return new WholeWay(
          folder,
          TissueCytePhantom.write(
              params, folder.resolve("acquisition"), executor, ProgressListener.none()));
    }
  }

  /** The stages on something else than a phantom: there is no truth. */
  static WholeWay on(Path folder) {
    return new WholeWay(folder, null);
  }

  PhantomTruth truth() {
    return truth;
  }

  Path acquisition() {
    return folder.resolve("acquisition");
  }

  Path sample() {
    return folder.resolve("sample.zarr");
  }

  /** Runs a task; its parameters as names and values in turn. */
  Report run(String id, Object... parameters) {
    return run(id, RunRequest.on(sample()), parameters);
  }

  Report run(String id, RunRequest request, Object... parameters) {
    return runTask(TASKS.get(id), request, values(parameters));
  }

  /** Ingest to fuse with default parameters. */
  void runAll() {
    run("ingest", "input", acquisition().toFile());
    run("distortion");
    run("flatfield");
    run("stitch");
    run("fuse");
  }

  /** Positions of a section, in acquisition order. */
  List<PlacedTile> placed(int section) {
    try (Sample sample = Sample.open(sample())) {
      return sample.read(Layout.positions(section)).tiles();
    }
  }

  PhantomComparison compare(PhantomComparison.Gauge gauge) {
    Map<Integer, List<PlacedTile>> placed = new HashMap<>();
    try (Sample sample = Sample.open(sample())) {
      for (int section : sample.read(Layout.acquisition()).sections()) {
        placed.put(section, sample.read(Layout.positions(section)).tiles());
      }
    }
    return PhantomComparison.of(truth, placed, gauge);
  }

  private static <P extends StageParams> Report runTask(
      Task<P> task, RunRequest request, Map<String, Object> values) {
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      return new TaskRunner(executor, Monitor.silent())
          .run(task, ParamSchema.of(task).bind(task.defaults(), values), request);
    }
  }

  private static Map<String, Object> values(Object... parameters) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      Object value = parameters[i + 1];
      values.put(
          (String) parameters[i], value instanceof Path path ? new File(path.toString()) : value);
    }
    return values;
  }
}
