package org.imaxt.core.plan;

import org.imaxt.core.run.RunCosts;

/**
 * What a run of a stage takes beside its units and outputs.
 *
 * @param fixedSeconds what the driver does for all outputs together, s
 * @param compilingSeconds processor time in which a process compiles the code of the stage, s; the
 *     same for samples of any size
 * @param besideSeconds processor time of what else a process does while units are under way, such
 *     as collecting garbage, s; grows as they do
 */
public record StageOverhead(double fixedSeconds, double compilingSeconds, double besideSeconds) {

  /** Nothing at all. */
  static final StageOverhead NONE = new StageOverhead(0, 0, 0);

  static StageOverhead of(RunCosts run) {
    return new StageOverhead(run.fixedSeconds(), run.compilingSeconds(), run.besideSeconds());
  }
}
