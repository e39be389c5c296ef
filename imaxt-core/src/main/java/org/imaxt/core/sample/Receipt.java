package org.imaxt.core.sample;

import java.util.Map;

/**
 * Marks an output of a stage as complete, and says what it was made from.
 *
 * @param stage id of the stage
 * @param output name of the output
 * @param hash hash of all that decides the result: parameters, algorithm version, receipts read,
 *     inputs
 * @param algorithmVersion the stage's algorithm version
 * @param parameters parameters by name
 * @param reads hashes of the receipts read, by {@code stage/output}
 * @param inputs everything else it depends on
 * @param provenance version, time, host and such; decides nothing
 */
public record Receipt(
    String stage,
    String output,
    String hash,
    int algorithmVersion,
    Map<String, Object> parameters,
    Map<String, String> reads,
    Map<String, String> inputs,
    Map<String, String> provenance) {}
