/**
 * Task {@code phantom}: synthetic acquisitions with known truth, for demonstrations and tests.
 *
 * <p>Rendered by {@code org.imaxt.core.phantom}.
 */
package org.imaxt.stitch.phantom;
