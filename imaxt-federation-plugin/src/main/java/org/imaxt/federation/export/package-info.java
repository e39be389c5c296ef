/**
 * Where slides and regions lie, as plain files: job {@code export transforms}.
 *
 * <p>JSON for scripts, ITK transforms and BigWarp landmarks for programs that resample.
 */
package org.imaxt.federation.export;
