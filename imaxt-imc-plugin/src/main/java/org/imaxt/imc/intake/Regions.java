package org.imaxt.imc.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imaxt.core.imc.CsvLines;
import org.imaxt.core.imc.McdFile;
import org.imaxt.core.imc.Panel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;

/** The regions of an input, with what follows from them for the run. */
final class Regions {

  /** Names that mean something else beside the regions of a sample. */
  private static final Set<String> TAKEN = Set.of("beads", "pictures", "cells");

  private final List<RegionRef> regions;
  private final Map<String, String> broken;
  private final List<String> notes;
  private final Map<String, McdFile> mcds;
  private final ImcImportParams params;
  private final Map<String, String> slides = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Regions(
      List<RegionRef> regions,
      Map<String, String> broken,
      List<String> notes,
      Map<String, McdFile> mcds,
      ImcImportParams params) {
    this.regions = List.copyOf(regions);
    this.broken = new LinkedHashMap<>(broken);
    this.notes = new ArrayList<>(notes);
    this.mcds = mcds;
    this.params = params;
    requireNames();
    readSlides();
    requireChannels();
  }

  /** Regions that can be imported, in the order of the files. */
  List<RegionRef> regions() {
    return regions;
  }

  /** What is wrong with each region that cannot, by name. */
  Map<String, String> broken() {
    return broken;
  }

  /** What the user should know of the files. */
  List<String> notes() {
    return notes;
  }

  /** What keeps all from being imported. */
  List<String> problems() {
    return problems;
  }

  /** The {@code .mcd} files by path. */
  Map<String, McdFile> mcds() {
    return mcds;
  }

  /** Names of all regions, the broken ones too. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(broken.keySet());
    regions.forEach(r -> names.add(r.name()));
    return names;
  }

  /** The outputs of the stage. */
  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    for (RegionRef region : regions) {
      TreeMap<String, String> inputs = new TreeMap<>(region.inputs());
      inputs.put("slide", slides.getOrDefault(region.name(), params.slide()));
      inputs.put("panel", panelText(region));
      // the image replaces its own levels, so that labels made on it stay
      outputs.add(new Output(region.name(), 0, List.of(), inputs, List.of()));
    }
    return outputs;
  }

  private String panelText(RegionRef region) {
    Optional<Path> panel = ChannelChoice.panel(params, region);
    try {
      return panel.isEmpty() ? "" : Files.readString(panel.get(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InputException(OpenRegion.message(e, panel.get().toString()), e);
    }
  }

  private void requireNames() {
    Map<String, RegionRef> byName = new HashMap<>();
    for (RegionRef region : regions) {
      RegionRef other = byName.putIfAbsent(region.name(), region);
      if (other != null) {
        problems.add(
            "%s and %s both hold a region %s; rename one of the files"
                .formatted(other.file(), region.file(), region.name()));
      }
      if (TAKEN.contains(region.name()) || region.name().contains("\\")) {
        problems.add(
            "%s cannot be called %s in %s; rename the file"
                .formatted(region.file(), region.name(), ScanLayout.IMC));
      }
    }
  }

  private void readSlides() {
    if (params.slides().getPath().isEmpty()) {
      return;
    }
    Path path = params.slides().toPath();
    try {
      List<List<String>> lines = CsvLines.read(path);
      List<String> header = lines.isEmpty() ? List.of() : lines.get(0);
      int roi = header.indexOf("roi");
      int slide = header.indexOf("slide");
      if (roi < 0 || slide < 0) {
        problems.add("%s must have the columns roi,slide, got %s".formatted(path, header));
        return;
      }
      for (List<String> line : lines.subList(1, lines.size())) {
        slide(path, line, roi, slide);
      }
    } catch (IOException e) {
      problems.add(OpenRegion.message(e, path.toString()));
    }
  }

  private void slide(Path path, List<String> line, int roi, int slide) {
    if (line.size() <= Math.max(roi, slide)) {
      problems.add("%s: a line has too few columns: %s".formatted(path, line));
      return;
    }
    String name = line.get(roi).strip();
    if (!names().contains(name)) {
      notes.add("%s names region %s, which the input does not hold".formatted(path, name));
    }
    String other = slides.putIfAbsent(name, line.get(slide).strip());
    if (other != null && !other.equals(line.get(slide).strip())) {
      problems.add("%s puts region %s on two slides".formatted(path, name));
    }
  }

  /** Channels are checked for every region, but the same trouble is told once. */
  private void requireChannels() {
    Set<String> told = new HashSet<>();
    Set<String> ordered = new LinkedHashSet<>();
    for (RegionRef region : regions) {
      try {
        OpenRegion open = open(region);
        choice(region, open);
        ChannelChoice.orderTaken(open.pixels().channels(), ChannelChoice.panel(params, region))
            .ifPresent(ordered::add);
      } catch (InputException e) {
        if (told.add(e.getMessage().replace(region.name(), ""))) {
          problems.add(e.getMessage());
        }
      }
    }
    notes.addAll(ordered);
  }

  private OpenRegion open(RegionRef region) {
    return OpenRegion.open(region, Optional.ofNullable(mcds.get(region.mcd())));
  }

  private List<Panel.Chosen> choice(RegionRef region, OpenRegion open) {
    return ChannelChoice.of(
        open.pixels().channels(), ChannelChoice.panel(params, region), region.name());
  }
}
