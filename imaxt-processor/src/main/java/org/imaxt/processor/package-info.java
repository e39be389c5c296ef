/**
 * Writes the SciJava command of every stage at build time.
 */
package org.imaxt.processor;
