/** Scans of other instruments beside the block: imported, matched to its sections, and mapped. */
package org.imaxt.federation;
