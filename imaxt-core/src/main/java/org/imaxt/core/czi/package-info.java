/**
 * Zeiss CZI files, as far as flat scans need them: where tiles lie, their pixels, pixel size and
 * names of channels.
 *
 * <p>Knows files and primitive arrays only: no images, no samples, no stages. Reads uncompressed
 * and zstd sub-blocks; JPEG, JPEG-XR and LZW are refused with the way out. Attachments and the
 * pyramid that the scanner made are passed over.
 *
 * <p>Sources: Zeiss, CZI image file format specification (ZISRAW, 1.2.2) and the layout of zstd
 * sub-blocks as libCZI documents it.
 */
package org.imaxt.core.czi;
