package org.imaxt.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.StageContract;
import org.imaxt.federation.slides.TestSlides;

/** The stages of this plugin on small generated scans and a registered block. */
class StageContractTest extends StageContract {

  private static final long SEED = 5;

  private final SphereBlock block = new SphereBlock(SEED);
  private Path slides;

  @Override
  protected void begin(Path shared) throws IOException {
    slides = Files.createDirectory(shared.resolve("slides"));
    TestSlides.tiff(slides.resolve("a.ome.tif"), 1300, 900, 2, 2.5);
    TestSlides.mosaic(slides.resolve("b.czi"), 4, 3);
  }

  @Override
  protected void prepare(Path sample) {
    block.write(sample);
    block.writeSlideBeads(sample, Map.of("a", 2, "b", 3));
  }

  @Override
  protected Object[] parameters(String stage) {
    return stage.equals("slides")
        ? new Object[] {"input", slides}
        : new Object[] {"intensities", "never"};
  }

  @Override
  protected List<String> expectedOrder() {
    return List.of("slides", "federate");
  }

  @Override
  protected int expectedOutputs(String stage) {
    return stage.equals("slides") ? 2 : 1;
  }
}
