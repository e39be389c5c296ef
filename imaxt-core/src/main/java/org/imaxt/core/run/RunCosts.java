package org.imaxt.core.run;

/**
 * What the last run of a stage that made something took.
 *
 * @param parallelism units that ran at once
 * @param seconds from its start to its end, the report included, s
 * @param fixedSeconds of these, what the driver did for all outputs together, s
 * @param outputs outputs that it made
 * @param units units that it did
 */
public record RunCosts(
    int parallelism, double seconds, double fixedSeconds, int outputs, int units) {}
