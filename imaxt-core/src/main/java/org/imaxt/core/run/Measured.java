package org.imaxt.core.run;

import java.io.Serializable;
import org.imaxt.core.model.UnitCost;

/**
 * The result of a unit and what it took.
 *
 * @param result the result
 * @param cost its cost
 */
record Measured<R extends Serializable>(R result, UnitCost cost) implements Serializable {}
