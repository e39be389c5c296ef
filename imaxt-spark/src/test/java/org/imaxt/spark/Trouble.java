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
  SLOW
}
