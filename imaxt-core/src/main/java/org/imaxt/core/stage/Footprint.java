package org.imaxt.core.stage;

import java.util.List;

/**
 * What a stage reads and writes in a sample; pipelines are checked with it before they start.
 *
 * @param needs ids of the stages whose outputs it cannot do without
 * @param uses ids of the stages whose outputs it uses where they exist
 * @param writes path prefixes inside the sample under which it writes
 */
public record Footprint(List<String> needs, List<String> uses, List<String> writes) {

  /** Copies the lists. */
  public Footprint {
    needs = List.copyOf(needs);
    uses = List.copyOf(uses);
    writes = List.copyOf(writes);
  }
}
