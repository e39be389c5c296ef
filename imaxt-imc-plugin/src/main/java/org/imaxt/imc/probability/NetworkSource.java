package org.imaxt.imc.probability;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.imc.nuclei.MapParams;
import org.imaxt.imc.nuclei.NucleusMaps;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.NucleusNetwork;
import org.imaxt.imc.nuclei.Stain;

/** Probabilities by a network of nuclei. One caller at a time. */
public final class NetworkSource implements ProbabilitySource {

  private final NucleusNetwork network;
  private final NucleusMaps maps;

  /**
   * Prepares the network for an image; estimates the diameter of its nuclei where that is wanted.
   *
   * @param network the network; closed with this source
   * @param stains the image
   * @param params how maps are made
   */
  public NetworkSource(NucleusNetwork network, Stains stains, MapParams params) {
    this.network = network;
    this.maps =
        new NucleusMaps(
            network,
            List.of(stain("nuclear", stains.nuclear())),
            stains.cytoplasm().map(p -> stain("cytoplasm", p)).stream().toList(),
            params);
  }

  private static Stain stain(String name, Pixels pixels) {
    return new Stain(name, PixelCells.image(pixels));
  }

  @Override
  public void run(Consumer<PredictedBlock> receiver) {
    boolean contact = network.kind() == NucleusModel.FLUORESCENCE;
    maps.run(
        block -> {
          if (contact) {
            addContact(block);
          }
          receiver.accept(block);
        });
  }

  /** Where two nuclei meet, the line between them is background. */
  private static void addContact(PredictedBlock block) {
    float[] values = block.values();
    for (int row = 0; row < block.height(); row++) {
      int first = block.offset() + row * block.tileWidth();
      for (int i = CLASSES * first; i < CLASSES * (first + block.width()); i += CLASSES) {
        values[i + BACKGROUND] += values[i + CYTOPLASM];
        values[i + CYTOPLASM] = Float.isNaN(values[i + CYTOPLASM]) ? Float.NaN : 0;
      }
    }
  }

  @Override
  public OptionalDouble diameterPx() {
    return OptionalDouble.of(maps.diameterPx());
  }

  @Override
  public void close() {
    network.close();
  }
}
