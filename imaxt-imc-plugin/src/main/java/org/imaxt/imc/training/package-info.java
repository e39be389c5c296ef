/**
 * Job {@code train-nuclei}: the networks that find nuclei and cells, learnt from regions of
 * phantoms and from labelled fluorescence images.
 *
 * <p>Makes the images, splits off those that are only tested on, and tells how well the network
 * does on them beside a threshold and a watershed. Refuses to know how a network is computed and
 * what is done with its maps. Labels carry both parts of a cell: its number on its nucleus, the
 * number's negative on its cytoplasm.
 */
package org.imaxt.imc.training;
