/**
 * Task {@code train-beads}: the network that finds beads, trained on phantoms or on labelled
 * images, and written as a model file.
 *
 * <p>The bundled model, {@code bead-unet.zip}, is what the task makes by its defaults on two
 * threads; its {@code meta.json} holds the command. Steps and rounds are {@code
 * org.imaxt.core.algo.network}. Refuses to know how a network is computed and who uses it.
 */
package org.imaxt.beads.training;
