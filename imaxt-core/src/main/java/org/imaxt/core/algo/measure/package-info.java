/**
 * What labelled regions look like and how bright they are: shapes, intensities, neighbours.
 *
 * <p>Definitions follow scikit-image's {@code regionprops} (van der Walt et al., PeerJ 2:e453,
 * 2014), so that tables agree with steinbock's and others made with it. Regions are kept as runs of
 * pixels along rows, so that memory follows what is labelled and not the size of the image. Lengths
 * are pixels, pixel centres lie at whole numbers. Knows nothing of files, cells or stains.
 */
package org.imaxt.core.algo.measure;
