package org.imaxt.imc.probability;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.imc.nuclei.MapParams;
import org.imaxt.imc.nuclei.NucleusMaps;
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
    maps.run(receiver);
  }

  @Override
  public Optional<SegmentParams> suiting() {
    return Optional.of(maps.params());
  }

  @Override
  public void close() {
    network.close();
  }
}
