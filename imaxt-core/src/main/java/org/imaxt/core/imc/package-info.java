/**
 * Files of imaging mass cytometry: the instrument's {@code .mcd} and {@code .txt}, stacks of TIFF
 * pages, and the panels that name their channels.
 *
 * <p>Knows files and primitive arrays only: no samples, no stages. Values are handed over as they
 * are stored; a pixel the file lacks is NaN. XML is read without DTDs and entities.
 *
 * <p>Sources: the files of the Hyperion (MCDSchema 2.0) themselves; J. Windhager et al., Nature
 * Protocols 18 (2023) 3565-3613 and the behaviour of their readimc, from which the quirks of {@code
 * .mcd} offsets and positions are known.
 */
package org.imaxt.core.imc;
