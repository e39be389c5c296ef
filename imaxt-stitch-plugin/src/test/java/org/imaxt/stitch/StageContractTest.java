package org.imaxt.stitch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.StageContract;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TileRef;

/** The stages from tiles to mosaics on a small phantom with a missing tile. */
class StageContractTest extends StageContract {

  private Path acquisition;

  @Override
  protected void begin(Path shared) throws IOException {
    acquisition =
        WholeWay.of(
                PhantomParams.small()
                    .withLayers(2)
                    .withGrid(3, 2)
                    .withMissingTiles(List.of(new TileRef(2, 1))),
                shared)
            .acquisition();
  }

  @Override
  protected void prepare(Path sample) {
    // ingest makes the sample
  }

  @Override
  protected Object[] parameters(String stage) {
    return stage.equals("ingest")
        ? new Object[] {"input", acquisition, "canvasMargin", 900}
        : new Object[0];
  }

  @Override
  protected List<String> expectedOrder() {
    return List.of("ingest", "distortion", "flatfield", "stitch", "fuse");
  }

  /** Two sections, two channels or one field. */
  @Override
  protected int expectedOutputs(String stage) {
    return stage.equals("distortion") ? 1 : 2;
  }
}
