package org.imaxt.beads.detect;

import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.sample.DetectionsDocument;

/**
 * A row and the image it is of.
 *
 * @param from what was found in the image
 * @param row the row
 */
record FoundRow(FoundBeads from, DetectionsDocument.Row row) {

  /** The same refused. */
  FoundRow refused(BeadRefusal why) {
    return new FoundRow(from, row.refused(why.text()));
  }
}
