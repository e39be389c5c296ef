package org.imaxt.beads.register;

import java.io.Serializable;

/** All sections at once. */
record WholeBlock() implements Serializable {}
