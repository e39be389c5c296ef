/**
 * Holds the macros against the commands, because ImageJ ignores a key it does not know, and runs
 * them as ImageJ would, through SciJava's CommandService.
 */
package org.imaxt.macros;
