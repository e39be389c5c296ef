package org.imaxt.imc.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.model.NuclearStain;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.sample.ScanDocument.ScanChannel;

/** How the channels of a region are shown: three of them at first, nuclei in blue. */
final class ChannelLooks {

  /** Metals and names under which the field stains nuclei. */
  private static final List<String> COLOURS =
      List.of("ff4040", "40ff40", "4080ff", "ff40ff", "40ffff", "ffff40", "ffffff");

  private ChannelLooks() {}

  /** Channels as the image's document has them; the label is the name, with the key behind it. */
  static List<Channel> of(List<ScanChannel> channels, List<ImportCounts.Figures> figures) {
    double[] means = figures.stream().mapToDouble(ImportCounts.Figures::mean).toArray();
    List<Integer> shown = shown(channels, means);
    List<Channel> looks = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      ScanChannel channel = channels.get(c);
      double white = Math.max(1e-3, figures.get(c).white());
      int place = shown.indexOf(c);
      looks.add(
          new Channel(
              label(channel),
              COLOURS.get(place >= 0 ? place : 3 + c % (COLOURS.size() - 3)),
              place >= 0,
              Math.min(0, white - 1),
              Math.max(white, figures.get(c).max()),
              0,
              white));
    }
    return looks;
  }

  static String label(ScanChannel channel) {
    return channel.key().equals(channel.name())
        ? channel.name()
        : "%s (%s)".formatted(channel.name(), channel.key());
  }

  /**
   * Up to three channels for red, green and blue: the two brightest that stain no nuclei, and the
   * brightest that does, or the third.
   */
  static List<Integer> shown(List<ScanChannel> channels, double... means) {
    List<Integer> byMean =
        IntStream.range(0, channels.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -means[c]))
            .toList();
    List<Integer> nuclear = byMean.stream().filter(c -> stainsNuclei(channels.get(c))).toList();
    List<Integer> shown =
        new ArrayList<>(byMean.stream().filter(c -> !nuclear.contains(c)).limit(2).toList());
    List<Integer> third = nuclear.isEmpty() ? byMean : nuclear;
    third.stream().filter(c -> !shown.contains(c)).findFirst().ifPresent(shown::add);
    return shown;
  }

  private static boolean stainsNuclei(ScanChannel channel) {
    return NuclearStain.isOne(channel.key()) || NuclearStain.isOne(channel.name());
  }
}
