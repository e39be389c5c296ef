/**
 * Nuclei and cells of images: the stage {@code imc-segment} for regions of a sample and the job
 * {@code segment} for plain image files. Probabilities are made by {@link
 * org.imaxt.imc.probability}, kept, and cut by {@code org.imaxt.core.algo.segment}.
 */
package org.imaxt.imc.segmentation;
