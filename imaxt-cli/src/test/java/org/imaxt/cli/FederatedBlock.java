package org.imaxt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.RoiPhantom;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SlidePhantom;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/** A phantom's block from its files to its registration, on which scans of it are laid. */
final class FederatedBlock {

  private static final List<String> STAGES =
      List.of("distortion", "flatfield", "stitch", "fuse", "beads", "register");

  private final PhantomParams params;
  private final Path folder;
  private int sets;

  /** Renders the block and takes it through all stages up to {@code register}. */
  FederatedBlock(PhantomParams params, Path folder) throws IOException {
    this.params = params;
    this.folder = folder;
    Path acquisition = folder.resolve("acquisition");
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      TissueCytePhantom.write(
          params.withSlides(SlideParams.none()), acquisition, executor, ProgressListener.none());
    }
    Runs.run(path(), "ingest", "input", acquisition, "orientation", "identity");
    STAGES.forEach(stage -> Runs.run(path(), stage));
  }

  /** The sample. */
  Path path() {
    return folder.resolve("sample.zarr");
  }

  /**
   * Scans of the block as files.
   *
   * @param root where {@code slides} and {@code imc} lie
   * @param truth what is true of them
   */
  record Scans(Path root, PhantomTruth truth) {

    Path slides() {
      return root.resolve(SlidePhantom.FOLDER);
    }

    Path regions() {
      return root.resolve(RoiPhantom.FOLDER);
    }

    /** The table of the slides that regions lie on. */
    Path table() {
      return root.resolve(RoiPhantom.SLIDES_FILE);
    }
  }

  /** Renders slides and regions. */
  Scans scans(SlideParams slides) throws IOException {
    Path root = Files.createDirectory(folder.resolve("scans" + ++sets));
    PhantomParams own = params.withSlides(slides);
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      PhantomTruth truth = SlidePhantom.write(own, root, executor, ProgressListener.none());
      RoiPhantom.write(own, root, executor, ProgressListener.none());
      return new Scans(root, truth);
    }
  }

  /** Slides in place of those that the sample held. */
  void replaceSlides(Path files) {
    Runs.run(path(), "slides", "input", files, "remove", true);
    Runs.run(path(), "beads", "on", "slides");
  }

  /** Regions in place of those that the sample held; how they are imported as names and values. */
  void replaceRegions(Path files, Object... more) {
    Object[] all = {"input", files, "remove", true};
    all = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, all, all.length - more.length, more.length);
    Runs.run(path(), "imc-import", all);
    Runs.run(path(), "beads", "on", "imc");
  }

  /** Lays what the sample holds. */
  FederationDocument federated() {
    Runs.run(path(), "federate");
    try (Sample sample = Sample.open(path())) {
      return sample.read(Layout.federation());
    }
  }
}
