/**
 * Images of any size written as pyramids in bounded memory: sizes of the levels, superblocks that
 * own whole chunks of several of them, and the windows in which channels are shown.
 *
 * <p>A superblock is made at one level and halved as long as it consists of whole chunks; coarser
 * levels follow in a second phase, from the coarsest of the first. Refuses to know where pixels
 * come from and what they mean.
 */
package org.imaxt.core.pyramid;
