/**
 * Stage {@code slides}: brings the scans of a slide scanner into the sample, one OME image a slide.
 *
 * <p>Reads files through the readers of core and knows no vendor's byte; refuses to know how slides
 * relate to sections.
 */
package org.imaxt.federation.slides;
