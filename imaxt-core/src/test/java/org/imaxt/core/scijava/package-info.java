/** The generated commands, run headless through SciJava's CommandService. */
package org.imaxt.core.scijava;
