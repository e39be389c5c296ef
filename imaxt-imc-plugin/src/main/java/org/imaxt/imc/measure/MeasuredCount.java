package org.imaxt.imc.measure;

import java.io.Serializable;

/**
 * What a unit tells.
 *
 * @param rows objects of the region
 */
record MeasuredCount(int rows) implements Serializable {}
