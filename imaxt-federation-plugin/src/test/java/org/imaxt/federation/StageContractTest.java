package org.imaxt.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.StageContract;
import org.imaxt.federation.slides.TestSlides;

/** The stages of this plugin on small generated scans. */
class StageContractTest extends StageContract {

  private Path slides;

  @Override
  protected void begin(Path shared) throws IOException {
    slides = Files.createDirectory(shared.resolve("slides"));
    TestSlides.tiff(slides.resolve("a.ome.tif"), 1300, 900, 2, 0.5);
    TestSlides.mosaic(slides.resolve("b.czi"), 4, 3);
  }

  @Override
  protected void prepare(Path sample) {}

  @Override
  protected Object[] parameters(String stage) {
    return new Object[] {"input", slides};
  }

  @Override
  protected List<String> expectedOrder() {
    return List.of("slides");
  }

  @Override
  protected int expectedOutputs(String stage) {
    return 2;
  }
}
