/**
 * Registers the sections of a block on each other by the beads that more than one of them shows.
 *
 * <p>Frames: a detection lies at (x, y) of its section's mosaic frame, µm; cube frame = mosaic
 * frame turned about a centre (off by default) + (dx, dy) of the section; the first section has dx
 * = dy = 0. z grows into the block.
 *
 * <p>The shift between two sections is first voted for by all differences of their beads ({@code
 * ShiftVote}), which needs no first guess and says how likely chance is. Beads then get an identity
 * over all sections ({@code BeadTracks}), and all differences between the sections that see the
 * same bead are solved for at once ({@code DriftSolver}), as star catalogues are tied together in
 * astrometry: a bead's unknown place is eliminated, which leaves a link between any two sections
 * with weight w₁w₂/Σw. With the sections in place, the apparent radii of a bead tell its sphere
 * ({@link org.imaxt.core.algo.register.SphereFit}).
 *
 * <p>Refuses to know images, samples and how beads are found.
 */
package org.imaxt.core.algo.register;
