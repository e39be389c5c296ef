/**
 * What the bead network learns from.
 *
 * <p>Refuses to know how a network is computed and how training is scheduled.
 */
package org.imaxt.beads.training;
