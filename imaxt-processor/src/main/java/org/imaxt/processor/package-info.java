/**
 * Writes the surfaces that must exist as source or as a file in the jar: a SciJava command for each
 * task, and the list by which {@code ServiceLoader} finds the tasks.
 *
 * <p>Reads annotations by name through {@code javax.lang.model}, so it depends on nothing of ours
 * and is built first. Refuses to know what a task does: the commands it writes hold no logic. See
 * docs/adr/0002-generated-commands.md.
 */
package org.imaxt.processor;
