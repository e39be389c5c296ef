package org.imaxt.macros;

/**
 * A call of {@code run} in a macro.
 *
 * @param label leaf of a menu path
 * @param options options as ImageJ gets them
 * @param line line of the macro, from 1
 */
record RunCall(String label, String options, int line) {}
