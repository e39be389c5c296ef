/**
 * The stage {@code federate}: finds which section each slide shows and how it lies on it, and where
 * regions of imaging mass cytometry lie on their slides, by the beads that all of them show.
 *
 * <p>Reads tables of beads and small images, and writes one document; what is likely is decided by
 * {@code algo.federate}.
 */
package org.imaxt.federation.federate;
