package org.imaxt.stitch.flatfield;

import java.io.Serializable;

/**
 * Unit of work of {@link FlatfieldStage}: a channel.
 *
 * @param channel number from 1
 */
record ChannelUnit(int channel) implements Serializable {

  @Override
  public String toString() {
    return "channel " + channel;
  }
}
