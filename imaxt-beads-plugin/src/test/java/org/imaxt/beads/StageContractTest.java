package org.imaxt.beads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.contract.StageContract;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;

/** The stages from mosaics to the cube on a phantom of two layers. */
class StageContractTest extends StageContract {

  private static final int SECTIONS = 2;

  private Path fused;

  @Override
  protected void begin(Path shared) throws IOException {
    Path acquisition = shared.resolve("acquisition");
    TissueCytePhantom.write(
        PhantomParams.fast().withSections(SECTIONS).withLayers(2).withGrid(2, 2),
        acquisition,
        TaskExecutors.singleThreaded(),
        ProgressListener.none());
    fused = shared.resolve("fused.zarr");
    Runs.run(fused, "ingest", "input", acquisition);
    Runs.run(fused, "stitch");
    Runs.run(fused, "fuse");
  }

  @Override
  protected void prepare(Path sample) throws IOException {
    FolderContent.copy(fused, sample);
  }

  @Override
  protected Object[] parameters(String stage) {
    return new Object[0];
  }

  @Override
  protected List<String> expectedOrder() {
    return List.of("beads", "register", "cube");
  }

  /** Sections, or all of them at once. */
  @Override
  protected int expectedOutputs(String stage) {
    return stage.equals("beads") ? SECTIONS : 1;
  }
}
