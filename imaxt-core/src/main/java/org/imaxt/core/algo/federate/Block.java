package org.imaxt.core.algo.federate;

import java.util.List;

/**
 * What serial tomography knows of a block's beads.
 *
 * @param sections its sections in order of depth, at least one
 * @param stepUm distance from section to section, positive, µm
 * @param layerUm thickness of an imaged layer, positive, µm
 * @param field the canvas, cube frame
 * @param beads all beads, those that a single section shows included
 */
public record Block(
    List<BlockSection> sections,
    double stepUm,
    double layerUm,
    Field field,
    List<BlockBead> beads) {

  /** Copies the lists. */
  public Block {
    sections = List.copyOf(sections);
    beads = List.copyOf(beads);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("a block needs a section, got none");
    }
    if (!(stepUm > 0 && layerUm > 0) || !Double.isFinite(stepUm + layerUm)) {
      throw new IllegalArgumentException(
          "stepUm and layerUm must be positive, got %s and %s µm".formatted(stepUm, layerUm));
    }
    for (int i = 1; i < sections.size(); i++) {
      if (!(sections.get(i).planesUm().get(0) > sections.get(i - 1).planesUm().get(0))) {
        throw new IllegalArgumentException(
            "sections must be given in order of depth, section %d is not deeper than %d"
                .formatted(sections.get(i).section(), sections.get(i - 1).section()));
      }
    }
  }
}
