/**
 * The accepted beads of a sample as registration takes them, for the stages that find beads and
 * that lay sections on each other.
 *
 * <p>Refuses to know how beads are found and what becomes of them.
 */
package org.imaxt.beads.catalogue;
