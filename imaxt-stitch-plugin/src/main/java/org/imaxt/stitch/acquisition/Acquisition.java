package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.PixelSize;

/**
 * What a microscope acquired of one block; immutable.
 *
 * @param name name of the sample
 * @param folder folder the acquisition was read from
 * @param tile size and pixel type of every tile
 * @param pixelSize pixel size of the camera image, µm
 * @param channels number of channels
 * @param layers number of optical layers a section
 * @param sectionThicknessUm step from section to section, µm ({@code sectionres}); 0 if unknown
 * @param layerStepUm step from layer to layer, µm ({@code zres}); 0 if unknown
 * @param objective name of the objective, empty if unknown
 * @param nominalOverlap overlap of neighbouring tiles as commanded, fraction of a tile, the smaller
 *     of the two axes
 * @param sections the sections acquired, by number
 * @param missingSections numbers of sections that were planned or skipped over
 * @param metadata everything the microscope noted for the whole acquisition, in its order
 * @param notes oddities that do not stop the work, for people
 */
public record Acquisition(
    String name,
    Path folder,
    TileFormat tile,
    PixelSize pixelSize,
    int channels,
    int layers,
    double sectionThicknessUm,
    double layerStepUm,
    String objective,
    double nominalOverlap,
    List<AcquiredSection> sections,
    List<Integer> missingSections,
    Map<String, String> metadata,
    List<String> notes) {

  /** Copies the lists and the map. */
  public Acquisition {
    sections = List.copyOf(sections);
    missingSections = List.copyOf(missingSections);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    notes = List.copyOf(notes);
  }

  /**
   * A section by its number.
   *
   * @param number number of the section, from 1
   * @return the section, empty if it was not acquired
   */
  public Optional<AcquiredSection> section(int number) {
    return sections.stream().filter(s -> s.number() == number).findFirst();
  }

  /**
   * All tile images that are missing or were skipped.
   *
   * @return problems of all sections, by section and tile
   */
  public List<TileProblem> problems() {
    return sections.stream().flatMap(s -> s.problems().stream()).toList();
  }

  /**
   * The same acquisition with other sections.
   *
   * @param newSections the sections
   * @return a copy
   */
  public Acquisition withSections(List<AcquiredSection> newSections) {
    return new Acquisition(
        name,
        folder,
        tile,
        pixelSize,
        channels,
        layers,
        sectionThicknessUm,
        layerStepUm,
        objective,
        nominalOverlap,
        newSections,
        missingSections,
        metadata,
        notes);
  }
}
