package org.imaxt.core.stage;

/**
 * What the units of a stage need of whoever does them, beside the memory that each declares.
 *
 * @param cores processor cores that a unit keeps busy, at least 1
 * @param engine whether it needs the engine for networks
 */
public record UnitNeeds(int cores, boolean engine) {

  /** One core and no engine. */
  public static final UnitNeeds PLAIN = new UnitNeeds(1, false);

  /** Refuses less than a core. */
  public UnitNeeds {
    Require.require(cores >= 1, "a unit needs at least 1 core, got %s", cores);
  }

  /**
   * One core, and the engine where it is used.
   *
   * @param used whether it is
   * @return the needs
   */
  public static UnitNeeds engineIf(boolean used) {
    return new UnitNeeds(1, used);
  }
}
