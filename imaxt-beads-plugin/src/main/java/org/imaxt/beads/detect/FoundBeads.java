package org.imaxt.beads.detect;

import org.imaxt.core.sample.DetectionsDocument;

/**
 * What was found in an image.
 *
 * @param name the section's or scan's
 * @param beads its document
 */
record FoundBeads(String name, DetectionsDocument beads) {}
