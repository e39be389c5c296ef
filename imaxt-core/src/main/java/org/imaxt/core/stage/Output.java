package org.imaxt.core.stage;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a receipt is written for: a section, a channel, or all that a stage makes.
 *
 * @param name name, unique in the stage: {@code S001}, {@code C01}
 * @param section section number from 1, or 0 if it belongs to none
 * @param reads outputs of other stages it reads, as {@code stage/name}
 * @param inputs everything else it depends on, by name: a file's size and time, a document's
 *     content hash
 * @param writes paths in the sample that belong to it alone and are removed before it is made again
 */
public record Output(
    String name,
    int section,
    List<String> reads,
    SortedMap<String, String> inputs,
    List<String> writes)
    implements Serializable {

  /** Copies the collections. */
  public Output {
    reads = List.copyOf(reads);
    inputs = new TreeMap<>(inputs);
    writes = List.copyOf(writes);
  }
}
