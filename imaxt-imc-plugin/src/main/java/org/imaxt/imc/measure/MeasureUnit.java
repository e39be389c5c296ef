package org.imaxt.imc.measure;

import java.io.Serializable;
import org.imaxt.imc.cells.ObjectKind;

/**
 * A piece of a region's table: some of its columns.
 *
 * @param region the region
 * @param state what the labels were when the run began
 * @param work which columns
 * @param kind part of the cell; of no meaning to objects and channels
 * @param from first channel, from 0
 * @param to one past the last channel
 * @param bytes heap that it needs
 */
record MeasureUnit(
    String region, String state, Work work, ObjectKind kind, int from, int to, long bytes)
    implements Serializable {

  /** What a unit writes. */
  enum Work {
    /** Numbers and places of all objects. */
    OBJECTS,
    /** The shapes of one part of all cells. */
    SHAPES,
    /** The intensities of all parts in some channels. */
    CHANNELS,
    /** The table of neighbours. */
    NEIGHBOURS
  }

  @Override
  public String toString() {
    return work.name().toLowerCase(java.util.Locale.ROOT)
        + (work == Work.SHAPES
            ? " of " + kind.word()
            : work == Work.CHANNELS ? " %d-%d".formatted(from + 1, to) : "");
  }
}
