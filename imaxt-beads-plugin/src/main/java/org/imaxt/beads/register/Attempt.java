package org.imaxt.beads.register;

import java.io.Serializable;

/**
 * What came of a registration.
 *
 * @param refusal why there is none; empty if there is one
 */
record Attempt(String refusal) implements Serializable {}
