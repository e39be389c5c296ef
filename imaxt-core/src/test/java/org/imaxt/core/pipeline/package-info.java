/** Pipeline files: what they may say, and that all that is wrong in them is told at once. */
package org.imaxt.core.pipeline;
