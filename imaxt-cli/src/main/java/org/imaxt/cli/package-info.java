/**
 * The imaxt command line: every task of the suite without Fiji.
 *
 * <p>Sub-commands and options are derived from the tasks that are installed and from their
 * parameter records; no task is named here. Refuses to know how a task works. Exit codes are those
 * of {@link org.imaxt.core.run.ExitCode}.
 */
package org.imaxt.cli;
