package org.imaxt.beads.training;

import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.network.ModelInfo;

/**
 * What a network is to learn from.
 *
 * @param images normalised images with labels
 * @param scale their pixels and intensities
 * @param source what they are, for the model's metadata
 * @param licence licence of what is learnt from them
 */
record TrainingSet(
    List<LabelledImage> images, ModelInfo.ImageScale scale, String source, String licence) {}
