/**
 * Nuclei and cells from probabilities: smoothing, a threshold, distances to the background, their
 * maxima, and watersheds (Otsu, IEEE Trans. Syst. Man Cybern. 9 (1979) 62-66; Beucher and Meyer,
 * 1993; Soille, Morphological Image Analysis, 2nd ed. (2003) 203, on h-maxima).
 *
 * <p>Images of any size are cut square by square in bounded memory, and what comes out is defined
 * without regard to the order of the squares or to how pixels are stored: a component of the
 * foreground that is at most {@link org.imaxt.core.algo.segment.Division#wholePx} px wide and high
 * is segmented whole; of a larger one each square is segmented with that much of its surroundings,
 * and parts grown from the same maximum are one object. Objects are numbered in the order of their
 * first pixels. Refuses to know what made the probabilities and where labels are kept.
 */
package org.imaxt.core.algo.segment;
