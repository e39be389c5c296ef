/**
 * Images on their way out of a sample: pixels rectangle by rectangle, written as pyramidal
 * OME-TIFF.
 *
 * <p>Knows what an image of a sample is and nothing of what made it.
 */
package org.imaxt.core.export;
