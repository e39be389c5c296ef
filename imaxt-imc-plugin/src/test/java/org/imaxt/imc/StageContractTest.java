package org.imaxt.imc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.StageContract;

/** The stages of imaging mass cytometry on a file of two regions, one larger than a chunk. */
class StageContractTest extends StageContract {

  private static final int REGIONS = 2;

  private Path input;

  @Override
  protected void begin(Path shared) throws IOException {
    input = Files.createDirectory(shared.resolve("input"));
    McdWriter writer =
        new McdWriter(List.of("Ag107", "Ir191", "Yb172"), List.of("Ag", "DNA", "Ki67"));
    writer.region(1, 40, 30, (c, x, y) -> c + x * y % 97);
    writer.region(2, 1100, 9, (c, x, y) -> c + x * y % 89);
    writer.picture("Panorama", 1, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    writer.write(input.resolve("slide.mcd"));
  }

  @Override
  protected void prepare(Path sample) {}

  @Override
  protected Object[] parameters(String stage) {
    return switch (stage) {
      case "imc-import" -> new Object[] {"input", input};
      case "imc-segment" -> new Object[] {"probabilities", "intensity"};
      default -> new Object[0];
    };
  }

  @Override
  protected List<String> expectedOrder() {
    return List.of("imc-import", "imc-segment", "imc-measure");
  }

  @Override
  protected int expectedOutputs(String stage) {
    return REGIONS;
  }
}
