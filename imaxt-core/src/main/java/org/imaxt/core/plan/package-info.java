/**
 * What a pipeline will take before it runs: units, time, memory and bytes of each stage, from what
 * units took when they were measured; and how long the same units take on more cores.
 *
 * <p>Knows stages only through the interfaces of the package {@code stage}: outputs and units are
 * planned by the stages themselves, their costs are those of equal or similar outputs that a run
 * measured, or of the profiles that are shipped. Refuses to run anything.
 */
package org.imaxt.core.plan;
