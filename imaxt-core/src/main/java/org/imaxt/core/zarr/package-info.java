/**
 * A small Zarr library: versions 2 and 3, read and written, on a narrow {@link
 * org.imaxt.core.zarr.Store}.
 *
 * <p>Knows nothing of samples, OME documents or what an array means. Shapes and chunk indices are
 * in Zarr order (slowest axis first); only {@link org.imaxt.core.zarr.LazyZarrImg} and {@link
 * org.imaxt.core.zarr.ZarrWriter} reverse them to ImgLib2 order. What is not understood (codec,
 * filter, type, key of the metadata) is refused with a message, never guessed.
 *
 * <p>Follows the Zarr storage specification 2, the Zarr core specification 3.0 with the sharding
 * codec (zarr-specs.readthedocs.io), and the Blosc 1 chunk format (c-blosc README_CHUNK_FORMAT).
 */
package org.imaxt.core.zarr;
