package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imaxt.core.czi.CziException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.TiffException;
import org.imaxt.federation.slides.Slide.SlideChannel;

/** The slides of an input, and the files of it that are damaged. */
final class SlideCatalogue {

  /** Where the beads of all slides lie beside the slides. */
  private static final String TAKEN = ScanLayout.SLIDES + "/beads";

  private final TreeMap<String, Entry> entries;

  private SlideCatalogue(TreeMap<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * A slide, or a file that should hold one.
   *
   * @param file the file
   * @param slide what it holds; empty if it is damaged
   * @param damage what is wrong with it; empty if nothing is
   */
  record Entry(Path file, Optional<Slide> slide, String damage) {}

  /**
   * Describes all slides of an input, reading headers only.
   *
   * @throws InputException telling everything that is wrong with the request; damaged files are
   *     entries as long as others are whole
   */
  static SlideCatalogue of(SlidesParams params) {
    TreeMap<String, Entry> entries = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Path file : SlideFiles.of(params.input().toPath().toAbsolutePath().normalize())) {
      try {
        describe(file, params).forEach((name, entry) -> add(name, entry, entries, problems));
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
    }
    if (entries.values().stream().noneMatch(e -> e.slide().isPresent())) {
      entries.values().forEach(e -> problems.add(e.damage()));
    }
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
    return new SlideCatalogue(entries);
  }

  private static void add(
      String name, Entry entry, Map<String, Entry> entries, List<String> problems) {
    Entry other = entries.putIfAbsent(name, entry);
    if (other != null) {
      problems.add(
          "slides must have names of their own, %s and %s are both '%s'; rename one"
              .formatted(other.file(), entry.file(), name));
    }
    if (ScanLayout.SLIDES.concat("/").concat(name).equals(TAKEN) || name.startsWith(".")) {
      problems.add("%s: a slide cannot be called '%s'; rename it".formatted(entry.file(), name));
    }
  }

  /** The slides of one file by name. */
  static Map<String, Entry> describe(Path file, SlidesParams params) {
    String stem = SlideName.of(file.getFileName().toString()).orElseThrow();
    Map<String, Entry> found = new TreeMap<>();
    try {
      List<Slide> slides =
          file.getFileName().toString().toLowerCase(java.util.Locale.ROOT).endsWith(".czi")
              ? CziSlides.describe(stem, file)
              : List.of(TiffSlides.describe(stem, file));
      for (Slide slide : slides) {
        PixelSizes.require(slide, params);
        found.put(slide.name(), new Entry(file, Optional.of(chosen(slide, params)), ""));
      }
    } catch (TiffException e) {
      if (e.kind() == TiffException.Kind.UNSUPPORTED) {
        throw new InputException(e.getMessage(), e);
      }
      found.put(stem, new Entry(file, Optional.empty(), e.getMessage()));
    } catch (CziException e) {
      if (e.kind() == CziException.Kind.UNSUPPORTED) {
        throw new InputException(e.getMessage(), e);
      }
      found.put(stem, new Entry(file, Optional.empty(), e.getMessage()));
    } catch (IOException e) {
      found.put(stem, new Entry(file, Optional.empty(), file + ": " + e));
    }
    return found;
  }

  /** The slide with the channels asked for. */
  private static Slide chosen(Slide slide, SlidesParams params) {
    List<String> asked = params.channelNames();
    if (asked.isEmpty()) {
      return slide;
    }
    List<String> there = slide.channels().stream().map(SlideChannel::name).toList();
    List<String> absent = asked.stream().filter(c -> !there.contains(c)).toList();
    if (!absent.isEmpty()) {
      throw new InputException(
          "%s: channels %s were asked for, there are %s"
              .formatted(slide.file(), String.join(", ", absent), String.join(", ", there)));
    }
    return slide.withChannels(
        slide.channels().stream().filter(c -> asked.contains(c.name())).toList());
  }

  /** Names of all slides, ascending. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  Entry entry(String name) {
    return entries.get(name);
  }
}
