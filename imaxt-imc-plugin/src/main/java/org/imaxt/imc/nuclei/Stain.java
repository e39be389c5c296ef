package org.imaxt.imc.nuclei;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A channel that shows nuclei or cytoplasm.
 *
 * @param name name for messages
 * @param image intensities, (x, y); NaN where nothing is known
 */
public record Stain(String name, RandomAccessibleInterval<FloatType> image) {}
