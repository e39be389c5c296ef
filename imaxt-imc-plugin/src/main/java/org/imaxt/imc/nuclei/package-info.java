/**
 * Where nuclei and cells are, as a network sees them: stains brought to one scale and summed, the
 * image brought to the model's diameter of nuclei, maps of the model's classes block by block.
 *
 * <p>Two models: regions of imaging mass cytometry (a nuclear and a cytoplasmic channel;
 * background, nucleus, cytoplasm) and fluorescence (one channel; background, nucleus, contact of
 * nuclei), both made by {@link org.imaxt.imc.training}. Knows what thresholds and lengths suit its
 * maps; the cutting is {@link org.imaxt.core.algo.segment}'s. Refuses to know where images lie and
 * how channels are chosen by name. After Xiao et al., Dice-XMBD, Frontiers in Genetics 12 (2021)
 * 721229, and Stringer et al., Cellpose, Nature Methods 18 (2021) 100-106, on images brought to one
 * diameter.
 */
package org.imaxt.imc.nuclei;
