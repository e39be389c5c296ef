/**
 * What a task of the suite is: its parameters, what it reads and writes, and how its work divides.
 *
 * <p>A developer declares one record of parameters and one {@link org.imaxt.core.stage.Task}; the
 * surfaces (command line, pipeline files, Fiji's menus) are derived from the two. Refuses to know
 * any surface, and how units are run: that is the package {@code run}.
 */
package org.imaxt.core.stage;
