/**
 * The only wrapper round the maths libraries: Fourier transforms, sparse and dense least squares,
 * assignment, robust scale, peak of a parabola.
 *
 * <p>Knows numbers and arrays, never images, tiles or samples. Transforms come from JTransforms
 * (one-dimensional plans only, which start no threads at the lengths used here); the sparse solver
 * is a banded Cholesky factorisation after reverse Cuthill-McKee ordering, with the inverse taken
 * inside the band (Takahashi et al., Proc. 8th PICA Conf. (1973) 63-69).
 */
package org.imaxt.core.algo.numeric;
