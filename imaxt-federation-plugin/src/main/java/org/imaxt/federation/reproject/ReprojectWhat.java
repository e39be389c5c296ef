package org.imaxt.federation.reproject;

/** What is carried from one frame to another. */
public enum ReprojectWhat {
  /** The image of the source frame, bilinear. */
  IMAGE,
  /** A label image of it, nearest neighbour. */
  LABELS,
  /** A table with columns {@code x_um} and {@code y_um}. */
  POINTS
}
