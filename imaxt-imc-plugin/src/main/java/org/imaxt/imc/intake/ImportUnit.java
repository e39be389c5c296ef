package org.imaxt.imc.intake;

import java.io.Serializable;

/**
 * Some channels of a region, all levels of them.
 *
 * @param ref where the region is read from
 * @param from first of the channels that are taken, from 0
 * @param to one behind the last
 * @param bytes heap it needs
 */
record ImportUnit(RegionRef ref, int from, int to, long bytes) implements Serializable {

  @Override
  public String toString() {
    return "channels %d-%d".formatted(from + 1, to);
  }
}
