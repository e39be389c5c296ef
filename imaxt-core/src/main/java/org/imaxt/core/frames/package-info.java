/**
 * The frames of a sample by name, and the ways between them: sections {@code S001}, {@code S002} …,
 * {@code cube}, slides and regions.
 *
 * <p>Reads what the stages register and federate found and refuses to know how they found it.
 */
package org.imaxt.core.frames;
