/**
 * What is measured of cells and what its columns are called; shared by who measures and who writes
 * tables.
 *
 * <p>Knows the names and refuses to know how anything is measured or written.
 */
package org.imaxt.imc.cells;
