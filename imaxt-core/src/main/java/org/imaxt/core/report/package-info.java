/**
 * Reports that a microscopist judges at a glance: numbers, tables and pictures, as HTML in one file
 * and as JSON.
 *
 * <p>Knows numbers and pictures only; what they mean is the stages' matter. Plots are drawn by
 * JFreeChart.
 */
package org.imaxt.core.report;
