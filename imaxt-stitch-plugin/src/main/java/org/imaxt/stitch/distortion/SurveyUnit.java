package org.imaxt.stitch.distortion;

import java.io.Serializable;

/**
 * Overlaps of one section.
 *
 * @param section section from 1
 * @param from first pair
 * @param to pair after the last
 */
record SurveyUnit(int section, int from, int to) implements Serializable {

  @Override
  public String toString() {
    return "section %s, pairs %s to %s".formatted(section, from, to - 1);
  }
}
