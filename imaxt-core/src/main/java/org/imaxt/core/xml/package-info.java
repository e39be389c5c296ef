/**
 * Reads XML of files that others wrote: elements, attributes and text as a tree of values.
 *
 * <p>Knows no document's meaning. Files may be hostile: a document type is refused, so no entity is
 * ever expanded or fetched (OWASP, XML External Entity Prevention), and depth and size are bounded.
 */
package org.imaxt.core.xml;
