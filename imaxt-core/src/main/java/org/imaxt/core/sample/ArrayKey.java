package org.imaxt.core.sample;

import org.imaxt.core.zarr.DataType;

/**
 * Names an array of a sample together with its pixel type.
 *
 * @param path path inside the sample
 * @param type pixel type on disk
 * @param <T> ImgLib2 type of the pixels
 */
public record ArrayKey<T>(String path, DataType type) {}
