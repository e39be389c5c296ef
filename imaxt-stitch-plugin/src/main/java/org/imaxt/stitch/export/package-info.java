/**
 * Tasks {@code export …}: what others script against, in the field's own file formats.
 *
 * <p>Names of columns and files are kept stable. Files appear whole or not at all.
 */
package org.imaxt.stitch.export;
