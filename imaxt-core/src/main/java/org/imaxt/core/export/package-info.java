/**
 * Images and tables on their way out of a sample: pixels rectangle by rectangle, written as
 * pyramidal OME-TIFF; rows block by block, written as CSV or in a format that is found as a
 * service.
 *
 * <p>Knows what an image of a sample is and nothing of what made it.
 */
package org.imaxt.core.export;
