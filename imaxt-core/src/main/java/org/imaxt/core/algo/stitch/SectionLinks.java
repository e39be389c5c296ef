package org.imaxt.core.algo.stitch;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.StagePosition;

/**
 * What was measured of one section.
 *
 * @param stage stage positions, each tile once, at least one
 * @param displacements measured steps between tiles that are in {@code stage}, px
 */
public record SectionLinks(List<StagePosition> stage, List<Displacement> displacements)
    implements Serializable {

  /** Copies the lists. */
  public SectionLinks {
    stage = List.copyOf(stage);
    displacements = List.copyOf(displacements);
  }
}
