package org.imaxt.core.export;

/** Which numbers an image export writes. */
public enum ImageValues {
  /** Physical values as float32; NaN where nothing is known. */
  PHYSICAL,
  /** The numbers in the sample, with bscale and bzero in the OME-XML. */
  STORED
}
