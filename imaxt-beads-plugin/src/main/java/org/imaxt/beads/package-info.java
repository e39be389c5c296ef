/**
 * Beads as fiducials: found, fitted, followed from section to section, and the cube they register.
 */
package org.imaxt.beads;
