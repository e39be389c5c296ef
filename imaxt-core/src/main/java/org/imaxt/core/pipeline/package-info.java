/**
 * Pipeline files: a sample and the steps to be run on it, read from YAML and checked as a whole
 * before the first pixel is touched.
 *
 * <p>A file can name tasks and parameters and nothing else: it is read as a tree of texts, from
 * which no object of the file's choosing is ever made. Refuses to know how steps are run (package
 * {@code run}) and how they are shown to a user.
 */
package org.imaxt.core.pipeline;
