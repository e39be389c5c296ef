package org.imaxt.imc.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.imc.Panel;
import org.imaxt.core.imc.RegionChannel;
import org.imaxt.core.stage.InputException;

/** Which channels of a region are taken, and what they are called. */
final class ChannelChoice {

  private static final String PANEL = "panel.csv";

  private ChannelChoice() {}

  /**
   * The channels to be taken, in the order of the file.
   *
   * @param channels channels of the file
   * @param panel the panel, if there is one
   * @param region name of the region, for messages
   * @return at least one
   * @throws InputException if channels cannot be told apart, or the panel does not fit
   */
  static List<Panel.Chosen> of(List<RegionChannel> channels, Optional<Path> panel, String region) {
    requireDistinctKeys(channels, region);
    if (panel.isEmpty()) {
      if (channels.stream().anyMatch(c -> c.key().isEmpty())) {
        throw new InputException(
            "%s: the file does not name its channels; give --panel or put panel.csv beside it"
                .formatted(region));
      }
      requireDistinctNames(channels, region);
      List<Panel.Chosen> all = new ArrayList<>();
      for (RegionChannel channel : channels) {
        all.add(new Panel.Chosen(all.size(), channel));
      }
      return all;
    }
    try {
      return Panel.read(panel.get()).choose(channels);
    } catch (IOException e) {
      throw new InputException(region + ": " + OpenRegion.message(e, panel.get().toString()), e);
    }
  }

  /** What the user should know where neither file nor panel state the order of the channels. */
  static Optional<String> orderTaken(List<RegionChannel> channels, Optional<Path> panel) {
    if (panel.isEmpty() || channels.stream().noneMatch(c -> c.key().isEmpty())) {
      return Optional.empty();
    }
    try {
      return Panel.read(panel.get()).kind() == Panel.Kind.METAL_TAGS
          ? Optional.of(
              "%s does not state the order of the channels; that of their masses is taken"
                  .formatted(panel.get().getFileName()))
          : Optional.empty();
    } catch (IOException e) {
      throw new InputException(OpenRegion.message(e, panel.get().toString()), e);
    }
  }

  private static void requireDistinctKeys(List<RegionChannel> channels, String region) {
    Set<String> keys = new HashSet<>();
    for (RegionChannel channel : channels) {
      if (!channel.key().isEmpty() && !keys.add(channel.key())) {
        throw new InputException(
            "%s: the file has two channels %s".formatted(region, channel.key()));
      }
    }
  }

  private static void requireDistinctNames(List<RegionChannel> channels, String region) {
    Set<String> names = new HashSet<>();
    for (RegionChannel channel : channels) {
      if (!names.add(channel.name())) {
        throw new InputException(
            "%s: the file calls two channels '%s'; give --panel with a name for each"
                .formatted(region, channel.name()));
      }
    }
  }

  /**
   * The panel of a region: the one that is given, else for stacks of TIFF pages that beside them or
   * in the folder above.
   */
  static Optional<Path> panel(ImcImportParams params, RegionRef ref) {
    File given = params.panel();
    if (!given.getPath().isEmpty()) {
      return Optional.of(given.toPath());
    }
    if (ref.source() == RegionRef.Source.MCD || ref.source() == RegionRef.Source.TXT) {
      return Optional.empty();
    }
    Path folder = Path.of(ref.file()).getParent();
    Optional<Path> beside = Optional.of(folder.resolve(PANEL)).filter(Files::isRegularFile);
    return beside.isPresent() || folder.getParent() == null
        ? beside
        : Optional.of(folder.getParent().resolve(PANEL)).filter(Files::isRegularFile);
  }
}
