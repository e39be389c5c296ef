/**
 * Task {@code info}: what a sample holds and how far it is.
 *
 * <p>Reads documents and metadata only.
 */
package org.imaxt.stitch.info;
