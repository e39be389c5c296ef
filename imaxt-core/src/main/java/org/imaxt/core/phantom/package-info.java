/**
 * Synthetic samples with known truth: a tissue block with beads in agarose and its acquisition.
 *
 * <p>The specimen ({@code Specimen}) is a set of continuous functions of (x, y, z) in µm: a compact
 * piece of tissue with satellites, smooth texture, fibres, vessels and cells, and beads that are
 * spheres. A section shows a layer of finite thickness below the cut; emission is integrated
 * through it with a weight of 10^(−l/τ) and blurred by the point spread function. A camera with
 * vignetting, ripple, stray light, field distortion, Poisson and read noise looks at it where the
 * stage truly stood, which is not where the stage says it stood.
 *
 * <p>The same block, once sliced, lies on slides ({@code SlicedBlock}): the whole thickness of a
 * section at once, stained otherwise, mirrored, turned and a little deformed; and regions of the
 * slides are measured by imaging mass cytometry, nucleus by nucleus.
 *
 * <p>Everything is drawn from one seed; every quantity has a stream of its own, so switching one
 * effect off leaves the others as they were, and neither threads nor the order of work matter. What
 * was drawn is written to {@code truth.json} beside the files ({@link
 * org.imaxt.core.phantom.PhantomTruth}), whose frames are:
 *
 * <ul>
 *   <li>tile positions: outer corner of pixel (0, 0) of the oriented, undistorted tile in the
 *       mosaic frame, µm;
 *   <li>beads: specimen frame, µm, which is the mosaic frame of section 1; in section s they lie at
 *       their position plus the section's drift;
 *   <li>z: µm below the surface of the first cut, growing into the block;
 *   <li>flat field, stray light, distortion: camera frame;
 *   <li>slides and regions: µm of their own image, from the outer corner of pixel (0, 0); their
 *       {@code toMosaic} leads to the true mosaic frame of section {@code frame}.
 * </ul>
 *
 * <p>Refuses to know any algorithm of the suite: the formulas are its own, so that a mistake in a
 * fitted model cannot hide behind the same mistake here. Imports values of {@code model} and the
 * TIFF writer only.
 */
package org.imaxt.core.phantom;
