package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imaxt.core.model.PixelSize;

/**
 * Reads what a TissueCyte microscope left: Mosaic files, positions and the names of the tiles, in
 * layout A (a folder a section) or B (a root a channel).
 *
 * <p>Everything wrong is reported at once. One tile is opened for size and pixel type; {@link
 * TileCheck} looks at the others.
 */
public final class TissueCyteReader {

  private TissueCyteReader() {}

  /**
   * Reads an acquisition with the pixel size it states.
   *
   * @param folder the acquisition's root
   * @return the acquisition, its missing tiles and sections listed
   * @throws AcquisitionException if the folder is no acquisition or cannot be used, with every
   *     reason
   */
  public static Acquisition read(Path folder) {
    return read(folder, Optional.empty());
  }

  /**
   * Reads an acquisition with a measured pixel size in the place of the one it states.
   *
   * @param folder the acquisition's root
   * @param measured pixel size of the camera image, µm
   * @return the acquisition, its missing tiles and sections listed
   * @throws AcquisitionException if the folder is no acquisition or cannot be used, with every
   *     reason
   */
  public static Acquisition read(Path folder, PixelSize measured) {
    return read(folder, Optional.of(measured));
  }

  private static Acquisition read(Path folder, Optional<PixelSize> measured) {
    AcquisitionFolder root = new AcquisitionFolder(folder);
    Refusals refusals = new Refusals();
    TissueCyteLayout layout = TissueCyteLayout.of(root, refusals);
    root.requireInside(layout.master());
    MosaicFile master = MosaicFile.read(layout.master(), refusals);
    List<TissueCyteSection> sections = new ArrayList<>();
    for (TissueCyteLayout.SectionFolders folders : layout.sections().values()) {
      TissueCyteSection.read(root, folders, master, refusals).ifPresent(sections::add);
    }
    if (layout.sections().isEmpty()) {
      refusals.add(
          "%s has no section folders <Sample ID>-0001, …; give the folder that has them", folder);
    }
    Optional<MosaicFile> firstMosaic = sections.stream().findFirst().map(TissueCyteSection::mosaic);
    Facts facts =
        Facts.of(master, new MosaicKeys(master, firstMosaic, refusals), measured, refusals);
    requireAlike(sections, refusals);
    refusals.throwIfAny();
    requireChannels(sections, folder, refusals);
    refusals.throwIfAny();
    return acquisition(folder, layout, facts, sections);
  }

  /** What the Mosaic files say of the whole. */
  private record Facts(
      String name, PixelSize pixelSize, double sectionUm, double layerUm, MosaicKeys keys) {

    static Facts of(
        MosaicFile master, MosaicKeys keys, Optional<PixelSize> measured, Refusals refusals) {
      boolean layered = !keys.isZero("Zscan") && !keys.text("layers").equals(Optional.of("1"));
      boolean stated = keys.text("zres").isPresent() && !keys.isZero("zres");
      return new Facts(
          sampleName(master, refusals),
          measured.orElseGet(() -> statedPixelSize(keys)),
          keys.lengthUm("sectionres", "add the line sectionres:<µm>"),
          layered || stated ? keys.lengthUm("zres", "add the line zres:<µm>") : 0,
          keys);
    }
  }

  private static Acquisition acquisition(
      Path folder, TissueCyteLayout layout, Facts facts, List<TissueCyteSection> sections) {
    TileFormat tile =
        TileCheck.firstSound(sections.stream().map(TissueCyteSection::files).toList(), folder);
    List<String> notes = new ArrayList<>();
    sections.forEach(s -> notes.addAll(s.notes()));
    noteSize(facts.keys(), tile, notes);
    List<AcquiredSection> acquired =
        sections.stream().map(s -> s.place(tile, facts.pixelSize())).toList();
    AcquiredSection first = acquired.get(0);
    GridCells cells = new GridCells(first.positions(), first.rows(), first.columns());
    return new Acquisition(
        facts.name(),
        folder,
        tile,
        facts.pixelSize(),
        first.files().channels(),
        first.files().layers(),
        facts.sectionUm(),
        facts.layerUm(),
        facts.keys().text("objective").orElse(""),
        cells.overlap(tile, facts.pixelSize()),
        acquired,
        missingSections(facts.keys(), layout, notes),
        facts.keys().all(),
        notes);
  }

  private static PixelSize statedPixelSize(MosaicKeys keys) {
    String wayOut = "give --pixel-size";
    return new PixelSize(keys.lengthUm("xres", wayOut), keys.lengthUm("yres", wayOut));
  }

  private static String sampleName(MosaicFile master, Refusals refusals) {
    String file = master.path().getFileName().toString();
    String stem = file.substring("Mosaic_".length(), file.length() - ".txt".length());
    String name = master.value("Sample ID").orElse(stem);
    boolean path = name.contains("/") || name.contains("\\") || name.contains("..");
    if (path || name.chars().anyMatch(Character::isISOControl)) {
      refusals.add(
          "key Sample ID in %s must be a plain name without / \\ or .., got \"%s\"; correct it"
              + " there",
          master.path(), name);
    }
    return name;
  }

  private static void requireAlike(List<TissueCyteSection> sections, Refusals refusals) {
    for (TissueCyteSection section : sections) {
      TissueCyteSection first = sections.get(0);
      if (section.layers() != first.layers()
          || section.files().channels() != first.files().channels()) {
        refusals.add(
            "section %d has %d layers and %d channels, section %d has %d and %d; ingest them apart",
            section.number(),
            section.layers(),
            section.files().channels(),
            first.number(),
            first.layers(),
            first.files().channels());
      }
    }
  }

  /** A channel without a single tile is a wrong folder or a wrong key, not bad luck. */
  private static void requireChannels(
      List<TissueCyteSection> sections, Path folder, Refusals refusals) {
    int channels = sections.get(0).files().channels();
    boolean[] seen = new boolean[channels + 1];
    for (TissueCyteSection section : sections) {
      section.files().forEach((t, l, c, file) -> seen[c] |= file.isPresent());
    }
    if (IntStream.rangeClosed(1, channels).noneMatch(c -> seen[c])) {
      return; // said better where the first tile is looked for
    }
    for (int c = 1; c <= channels; c++) {
      if (!seen[c]) {
        refusals.add(
            "no tile of channel %d in %s, its Mosaic file says channels:%d; give the folder that"
                + " holds ch1, ch2, … or correct the key",
            c, folder, channels);
      }
    }
  }

  private static void noteSize(MosaicKeys keys, TileFormat tile, List<String> notes) {
    String stated = keys.text("columns").orElse("?") + " x " + keys.text("rows").orElse("?");
    String found = tile.widthPx() + " x " + tile.heightPx();
    if (!stated.contains("?") && !stated.equals(found)) {
      notes.add("the Mosaic file says tiles of " + stated + " px, they have " + found + " px");
    }
  }

  private static List<Integer> missingSections(
      MosaicKeys keys, TissueCyteLayout layout, List<String> notes) {
    TreeSet<Integer> found = new TreeSet<>(layout.sections().keySet());
    int planned = found.last();
    Optional<String> stated = keys.text("sections");
    if (stated.isPresent() && stated.get().matches("\\d{1,4}")) {
      planned = Math.max(planned, Integer.parseInt(stated.get()));
    } else {
      notes.add("the Mosaic file does not say how many sections were planned");
    }
    return IntStream.rangeClosed(1, planned).filter(n -> !found.contains(n)).boxed().toList();
  }
}
