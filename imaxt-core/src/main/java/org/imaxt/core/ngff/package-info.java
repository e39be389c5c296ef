/**
 * OME-NGFF 0.4 and 0.5 multiscale images: their documents and the groups that hold them.
 *
 * <p>Knows Zarr and the rules of ngff.openmicroscopy.org; knows nothing of samples, sections or
 * slides. Documents are immutable records in Zarr order (t, c, z, y, x).
 */
package org.imaxt.core.ngff;
