package org.imaxt.imc.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.imaxt.core.model.MembraneStain;
import org.imaxt.core.model.NuclearStain;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.stage.InputException;

/**
 * Which channels show nuclei, and which cytoplasm.
 *
 * @param nuclear their places among the channels, from 0; at least one
 * @param cytoplasm likewise; perhaps none
 */
record StainChoice(List<Integer> nuclear, List<Integer> cytoplasm) {

  private static final String NONE = "none";

  /** The channels asked for, or those named for such stains. */
  static StainChoice of(SegmentationParams settings, List<ScanChannel> channels, String image) {
    List<Integer> nuclear =
        settings.nuclear().isEmpty()
            ? named(channels, NuclearStain::isOne)
            : asked(settings.nuclear(), "nuclear", channels, image);
    if (nuclear.isEmpty()) {
      throw new InputException(
          "no channel of %s is named for a nuclear stain; give --nuclear, it has %s"
              .formatted(image, names(channels)));
    }
    List<Integer> cytoplasm =
        settings.cytoplasm().equals(NONE)
            ? List.of()
            : settings.cytoplasm().isEmpty()
                ? named(channels, MembraneStain::isOne)
                : asked(settings.cytoplasm(), "cytoplasm", channels, image);
    return new StainChoice(nuclear, cytoplasm.stream().filter(c -> !nuclear.contains(c)).toList());
  }

  private static List<Integer> named(List<ScanChannel> channels, Predicate<String> is) {
    return IntStream.range(0, channels.size())
        .filter(c -> is.test(channels.get(c).key()) || is.test(channels.get(c).name()))
        .boxed()
        .toList();
  }

  private static List<Integer> asked(
      String text, String option, List<ScanChannel> channels, String image) {
    List<Integer> found = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      int place =
          IntStream.range(0, channels.size())
              .filter(
                  c -> channels.get(c).key().equals(name) || channels.get(c).name().equals(name))
              .findFirst()
              .orElse(-1);
      if (place < 0) {
        absent.add(name);
      } else if (!found.contains(place)) {
        found.add(place);
      }
    }
    if (!absent.isEmpty()) {
      throw new InputException(
          "--%s names %s, %s has %s"
              .formatted(option, String.join(", ", absent), image, names(channels)));
    }
    return found;
  }

  private static String names(List<ScanChannel> channels) {
    return String.join(
        ", ",
        channels.stream()
            .map(c -> c.key().equals(c.name()) ? c.key() : c.name() + " (" + c.key() + ")")
            .toList());
  }

  /** Keys of some channels. */
  static List<String> keys(List<Integer> places, List<ScanChannel> channels) {
    return places.stream().map(c -> channels.get(c).key()).toList();
  }
}
