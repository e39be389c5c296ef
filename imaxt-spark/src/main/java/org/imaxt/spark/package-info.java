/**
 * Units on Apache Spark: an executor that sends units, parameters and results as small records and
 * leaves the pixels where they are.
 *
 * <p>One unit is one task of Spark. A unit that fails is a result like any other, so that what a
 * run does about it is decided where it is decided for threads; Spark's own repetition is for lost
 * processes. Knows nothing of any stage.
 */
package org.imaxt.spark;
