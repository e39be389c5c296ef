package org.imaxt.core.run;

/**
 * What the last run of a stage that made something took.
 *
 * @param parallelism units that ran at once
 * @param seconds from its start to its end, the report included, s
 * @param fixedSeconds of these, what the driver did for all outputs together, s
 * @param compilingSeconds processor seconds in which the process compiled its code meanwhile, s
 * @param besideSeconds further processor seconds of the process beside units and driver, such as
 *     those of the collector of garbage, s; both 0 where the system does not tell
 * @param outputs outputs that it made
 * @param units units that it did
 */
public record RunCosts(
    int parallelism,
    double seconds,
    double fixedSeconds,
    double compilingSeconds,
    double besideSeconds,
    int outputs,
    int units) {}
