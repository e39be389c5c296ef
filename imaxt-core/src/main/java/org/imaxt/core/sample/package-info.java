/**
 * What a sample is on disk: one Zarr hierarchy with images, tables and documents, their paths, the
 * receipts that mark outputs as complete, and the lock that keeps writers apart.
 *
 * <p>{@link org.imaxt.core.sample.Layout} is the only place that spells paths. Works on any {@link
 * org.imaxt.core.zarr.Store}, so a sample in memory is a sample over a memory store. Refuses to
 * know algorithms and stages.
 */
package org.imaxt.core.sample;
