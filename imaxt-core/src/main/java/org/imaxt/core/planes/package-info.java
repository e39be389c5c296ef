/**
 * Files of a single plane of pixels: TIFF and PNG, read whole as intensities or as labels, in
 * folders by name.
 *
 * <p>Refuses to know what the pixels show. TIFF by {@link org.imaxt.core.tiff}, PNG by the JDK.
 */
package org.imaxt.core.planes;
