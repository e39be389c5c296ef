package org.imaxt.stitch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomComparison;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/** A phantom, its acquisition, and the stages run on it. */
final class WholeWay {

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
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      return Runs.run(executor, Monitor.silent(), request, id, parameters);
    }
  }

  /** Ingest to fuse with default parameters. */
  void runAll() {
    run("ingest", "input", acquisition());
    run("distortion");
    run("flatfield");
    run("stitch");
    run("fuse");
  }

  /** Ingest to fuse without the distortion, into a sample of any name. */
  static void mosaics(Path sample, Path acquisition, Object... ingest) {
    Object[] parameters = new Object[ingest.length + 2];
    parameters[0] = "input";
    parameters[1] = acquisition;
    System.arraycopy(ingest, 0, parameters, 2, ingest.length);
    Runs.run(sample, "ingest", parameters);
    Runs.run(sample, "flatfield");
    Runs.run(sample, "stitch");
    Runs.run(sample, "fuse");
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
}
