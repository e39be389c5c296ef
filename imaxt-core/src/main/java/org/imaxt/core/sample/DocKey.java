package org.imaxt.core.sample;

/**
 * Names a JSON document of a sample together with the record it holds.
 *
 * @param path path inside the sample, ending in {@code .json}
 * @param type record class; component names are written with underscores
 * @param <V> the record
 */
public record DocKey<V extends Record>(String path, Class<V> type) {}
