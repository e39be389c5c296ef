/** What the annotation processor writes, and what it refuses. */
package org.imaxt.processor;
