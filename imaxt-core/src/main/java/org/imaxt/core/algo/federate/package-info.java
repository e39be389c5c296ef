/**
 * Finds which section of a block a slide shows and how it lies on it: coarse hypotheses from
 * intensities and from the pattern of beads, an affine refined bead by bead, a likelihood for every
 * section and for slabs beyond the stack, the joint assignment of all slides, a region laid on its
 * slide by nuclei, and a graph of frames with uncertainties.
 *
 * <p>Knows bead catalogues and small images, never samples, stages or files; slides are numbered by
 * their place in the caller's list. Affines map source µm to target µm, x right and y down. The
 * block is taken in the cube frame, where a bead has one place for all sections.
 *
 * <p>Patterns follow Lang et al., Astron. J. 139 (2010) 1782-1800 (triangles in place of quads,
 * since scales are known), image correlation Padfield, IEEE Trans. Image Process. 21 (2012)
 * 2706-2718, and the assignment Kuhn, Nav. Res. Logist. Q. 2 (1955) 83-97. The decision is ours: a
 * marked point process over slabs of known spheres, with Laplace's approximation for the transform.
 */
package org.imaxt.core.algo.federate;
