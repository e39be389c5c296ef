/**
 * Regions of interest as ImageJ saves them. Refuses to know what was outlined; names and shapes are
 * handed on as they are in the files.
 */
package org.imaxt.core.roi;
