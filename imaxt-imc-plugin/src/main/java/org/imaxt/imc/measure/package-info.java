/**
 * Cells as numbers: stage {@code imc-measure}.
 *
 * <p>Measures nuclei, cells, cytoplasm and rings of the label images with {@code algo.measure} and
 * writes a table a region. Refuses to know how labels were made. Definitions follow scikit-image's
 * {@code regionprops} (van der Walt et al., PeerJ 2:e453, 2014), neighbours those of steinbock
 * (Windhager et al., Nat. Protoc. 18, 2023).
 */
package org.imaxt.imc.measure;
