/**
 * What the generated SciJava commands call: the way from a command's fields to a run, and from a
 * run's progress to Fiji's status bar.
 *
 * <p>The only package of the core that knows SciJava. Refuses to know any task or widget. See
 * docs/adr/0002-generated-commands.md.
 */
package org.imaxt.core.scijava;
