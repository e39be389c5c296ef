/**
 * Job {@code evaluate beads}: how well beads and sections of a phantom's sample agree with what the
 * phantom drew.
 *
 * <p>Beads are compared where the tiles show them: the mean of a section's linked tiles, one x and
 * one y scale a sample and one translation for the stack are no business of beads and are taken
 * out. Refuses to know how beads are found and sections registered, but for registering anew with
 * fewer beads.
 */
package org.imaxt.beads.evaluation;
