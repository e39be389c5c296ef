/**
 * Immutable values that every layer shares: keys, pixel sizes, orientations, displacements,
 * positions, and where a sample lies.
 *
 * <p>Knows only the JDK. Lengths are µm or px as the name says; shapes are in ImgLib2 order (x, y,
 * …).
 */
package org.imaxt.core.model;
