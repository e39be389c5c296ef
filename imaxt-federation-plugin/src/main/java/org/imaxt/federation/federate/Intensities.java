package org.imaxt.federation.federate;

/** Whether small images of slides are compared with the sections. */
public enum Intensities {
  /** Where beads alone do not tell. */
  AUTO,
  /** For every slide. */
  ALWAYS,
  /** For none. */
  NEVER
}
