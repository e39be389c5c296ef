package org.imaxt.spark;

/** What happens to the unit in the middle of a trial. */
enum Trouble {
  /** Nothing. */
  NONE,
  /** Its first two attempts fail as a disk does. */
  IO_TWICE,
  /** Its process ends under its first attempt. */
  LOST_ONCE,
  /** Its process ends under every attempt. */
  LOST_ALWAYS,
  /** It asks for more memory than there is. */
  MEMORY,
  /** Every unit takes a while. */
  SLOW,
  /** Every unit takes a moment. */
  BRISK,
  /** Every unit declares more memory than an executor has for one of two cores. */
  LARGE
}
