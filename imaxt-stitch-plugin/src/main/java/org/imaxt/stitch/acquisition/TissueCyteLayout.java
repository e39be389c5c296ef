package org.imaxt.stitch.acquisition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a TissueCyte acquisition keeps what: layout A, one root with a folder a section; layout B,
 * one root a channel ({@code ch1}, {@code ch2}, …), the Mosaic files below the first.
 *
 * @param master Mosaic file of the whole acquisition
 * @param sections folders by section number
 */
record TissueCyteLayout(Path master, Map<Integer, SectionFolders> sections) {

  private static final Pattern SECTION = Pattern.compile("-(\\d{4})$");
  private static final Pattern CHANNEL = Pattern.compile("ch(\\d{1,2})", Pattern.CASE_INSENSITIVE);

  /**
   * Folders of one section.
   *
   * @param number number of the section
   * @param mosaic its Mosaic file; empty if there is none
   * @param tiles where its tiles are
   */
  record SectionFolders(int number, Optional<Path> mosaic, List<ChannelFolder> tiles) {}

  /**
   * A folder of tiles.
   *
   * @param folder the folder
   * @param channel the only channel it holds; empty if it holds all
   */
  record ChannelFolder(Path folder, OptionalInt channel) {}

  /** Finds out how a folder is laid out; other folders in it are left alone. */
  static TissueCyteLayout of(AcquisitionFolder root, Refusals refusals) {
    List<Path> entries = root.list(root.path());
    Map<Integer, Path> channels = channelRoots(entries);
    boolean layoutB = channels.containsKey(1) && entries.stream().noneMatch(e -> isSection(e));
    boolean anyMosaic = entries.stream().anyMatch(TissueCyteLayout::isMosaic);
    if (!layoutB && !anyMosaic && entries.stream().noneMatch(e -> isSection(e))) {
      throw Refusals.refusal(
          "%s is no TissueCyte acquisition: it has neither a Mosaic_<Sample ID>.txt with folders"
              + " <Sample ID>-0001, … nor folders ch1, ch2, …; give the folder that has",
          root.path());
    }
    Map<Integer, List<ChannelFolder>> folders = new TreeMap<>();
    if (layoutB) {
      channels.forEach((c, path) -> collect(root, path, OptionalInt.of(c), folders, refusals));
    } else {
      collect(root, root.path(), OptionalInt.empty(), folders, refusals);
    }
    List<Path> mosaics =
        (layoutB ? root.list(channels.get(1)) : entries)
            .stream().filter(TissueCyteLayout::isMosaic).toList();
    if (layoutB && mosaics.isEmpty()) {
      mosaics = entries.stream().filter(TissueCyteLayout::isMosaic).toList();
    }
    Map<Integer, SectionFolders> sections = new TreeMap<>();
    for (Map.Entry<Integer, List<ChannelFolder>> e : folders.entrySet()) {
      Path first = e.getValue().get(0).folder();
      boolean holdsMosaic = !layoutB || e.getValue().get(0).channel().getAsInt() == 1;
      Optional<Path> mosaic = holdsMosaic ? sectionMosaic(root, first, mosaics) : Optional.empty();
      sections.put(e.getKey(), new SectionFolders(e.getKey(), mosaic, e.getValue()));
    }
    Path master = master(root.path(), layoutB ? channels.get(1) : root.path(), mosaics, sections);
    return new TissueCyteLayout(master, sections);
  }

  private static Map<Integer, Path> channelRoots(List<Path> entries) {
    Map<Integer, Path> channels = new TreeMap<>();
    for (Path entry : entries) {
      Matcher m = CHANNEL.matcher(entry.getFileName().toString());
      if (m.matches() && Files.isDirectory(entry)) {
        channels.put(Integer.parseInt(m.group(1)), entry);
      }
    }
    return channels;
  }

  private static boolean isSection(Path entry) {
    return SECTION.matcher(entry.getFileName().toString()).find() && Files.isDirectory(entry);
  }

  static boolean isMosaic(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith("Mosaic_") && name.endsWith(".txt") && !Files.isDirectory(entry);
  }

  private static void collect(
      AcquisitionFolder root,
      Path parent,
      OptionalInt channel,
      Map<Integer, List<ChannelFolder>> into,
      Refusals refusals) {
    if (root.leaves(parent)) {
      refusals.add("%s leads out of the acquisition's folder; copy the files there", parent);
      return;
    }
    for (Path folder : root.folders(parent)) {
      Matcher m = SECTION.matcher(folder.getFileName().toString());
      if (!m.find()) {
        continue;
      }
      int number = Integer.parseInt(m.group(1));
      List<ChannelFolder> known = into.computeIfAbsent(number, n -> new ArrayList<>());
      if (root.leaves(folder)) {
        refusals.add("%s leads out of the acquisition's folder; copy the files there", folder);
      } else if (number == 0) {
        refusals.add("folder %s has number 0, sections count from 1; rename or move it", folder);
      } else if (known.stream().anyMatch(k -> k.channel().equals(channel))) {
        refusals.add(
            "section %d has two folders, %s and %s; move one away",
            number, known.get(known.size() - 1).folder().getFileName(), folder.getFileName());
      } else {
        known.add(new ChannelFolder(folder, channel));
      }
    }
    into.values().removeIf(List::isEmpty);
  }

  /** The Mosaic file in a section's folder, or of the section's name beside the master's. */
  private static Optional<Path> sectionMosaic(
      AcquisitionFolder root, Path folder, List<Path> beside) {
    String name = "Mosaic_" + folder.getFileName() + ".txt";
    List<Path> inside = root.list(folder).stream().filter(TissueCyteLayout::isMosaic).toList();
    if (inside.size() == 1) {
      return Optional.of(inside.get(0));
    }
    return (inside.isEmpty() ? beside : inside)
        .stream().filter(p -> p.getFileName().toString().equals(name)).findFirst();
  }

  private static Path master(
      Path root, Path home, List<Path> mosaics, Map<Integer, SectionFolders> sections) {
    List<Path> candidates =
        mosaics.stream()
            .filter(
                p -> sections.values().stream().noneMatch(s -> s.mosaic().equals(Optional.of(p))))
            .toList();
    if (candidates.isEmpty()) {
      throw Refusals.refusal(
          "no Mosaic file of the acquisition in %s; Mosaic_<Sample ID>.txt belongs there", home);
    }
    if (candidates.size() > 1) {
      throw Refusals.refusal(
          "%s has %d Mosaic files of the acquisition, one is due: %s; move the others away",
          root, candidates.size(), candidates.stream().map(Path::getFileName).toList());
    }
    return candidates.get(0);
  }
}
