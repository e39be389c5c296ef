package org.imaxt.core.algo.network;

import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;

/** What a network should answer to an image with labels. */
public interface Targets {

  /**
   * The classes, in the order of the network's output channels.
   *
   * @return their names
   */
  List<String> classes();

  /**
   * Index of the class whose agreement with the truth is a network's score.
   *
   * @return the index, from 0
   */
  int object();

  /**
   * Targets of one image, each pixel's weight in its class's channel.
   *
   * @param pair image and labels; the image plays no part
   * @return (class, x, y); a pixel of weight 0 throughout is not learnt from
   */
  float[] of(LabelledImage pair);
}
