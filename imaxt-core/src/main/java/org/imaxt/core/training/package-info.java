/**
 * What jobs that train networks share: the engine they need, the file they write, progress, and the
 * learning curve in their report.
 *
 * <p>Refuses to know what is learnt; training itself is {@link org.imaxt.core.algo.network}.
 */
package org.imaxt.core.training;
