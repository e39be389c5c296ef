/**
 * Runs tasks: opens the sample, skips what is up to date, hands units to an executor, writes
 * receipts, provenance and reports, and turns failures into exit codes.
 *
 * <p>Knows every task only through the interfaces of the package {@code stage}, and no surface.
 */
package org.imaxt.core.run;
