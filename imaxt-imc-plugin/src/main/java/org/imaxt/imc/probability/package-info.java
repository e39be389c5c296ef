/**
 * Where probabilities of background, nucleus and cytoplasm come from: intensities (the plain way of
 * Schapiro et al., Nat. Methods 14 (2017) 873-876), a map made elsewhere, or a classifier of pixels
 * that learns from a few regions of interest (as Labkit, Arzt et al., Front. Comput. Sci. 4 (2022)
 * 777728). Images of any size, rectangle by rectangle. Refuses to know what becomes of them.
 */
package org.imaxt.imc.probability;
