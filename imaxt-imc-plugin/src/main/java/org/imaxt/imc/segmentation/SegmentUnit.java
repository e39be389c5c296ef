package org.imaxt.imc.segmentation;

import java.io.Serializable;

/**
 * A region.
 *
 * @param region its name
 * @param key text that differs for other probabilities
 * @param bytes memory it takes
 */
record SegmentUnit(String region, String key, long bytes) implements Serializable {}
