/**
 * Beads and sections as plain files: jobs {@code export beads} and {@code export sections}.
 *
 * <p>Refuses to know how beads are found and sections registered; joins the tables of the sample.
 */
package org.imaxt.beads.export;
