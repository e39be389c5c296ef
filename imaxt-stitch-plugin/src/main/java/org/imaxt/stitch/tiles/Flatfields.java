package org.imaxt.stitch.tiles;

import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Layout.FlatfieldPart;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;

/** The flat fields a sample holds. */
public final class Flatfields {

  private Flatfields() {}

  /**
   * The flat field of a channel.
   *
   * @param sample the sample
   * @param acquisition says how large tiles are
   * @param channel channel from 1
   * @return the identity if the stage flatfield has not made one
   */
  public static Flatfield of(Sample sample, AcquisitionDocument acquisition, int channel) {
    return sample.derived(
        "flatfield " + channel + " " + state(sample, channel),
        () -> load(sample, acquisition, channel));
  }

  /**
   * The references of the flat fields that a sample holds, for the receipts of what uses them.
   *
   * @param sample the sample
   * @param acquisition says how many channels there are
   * @return for example {@code flatfield/C01}
   */
  public static List<String> references(Sample sample, AcquisitionDocument acquisition) {
    return IntStream.rangeClosed(1, acquisition.channels())
        .filter(c -> isThere(sample, c))
        .mapToObj(c -> "flatfield/" + Layout.channelName(c))
        .toList();
  }

  /**
   * The state of a channel's flat field.
   *
   * @param sample the sample
   * @param channel channel from 1
   * @return hash of its receipt, or {@code none}
   */
  public static String state(Sample sample, int channel) {
    return new Receipts(sample)
        .find("flatfield", Layout.channelName(channel))
        .map(Receipt::hash)
        .orElse("none");
  }

  private static Flatfield load(Sample sample, AcquisitionDocument acquisition, int channel) {
    int width = acquisition.tileWidthPx();
    int height = acquisition.tileHeightPx();
    if (!isThere(sample, channel)) {
      return Flatfield.identity(width, height);
    }
    return Flatfield.of(
        width,
        height,
        plane(sample, FlatfieldPart.GAIN, channel),
        plane(sample, FlatfieldPart.DARK, channel),
        plane(sample, FlatfieldPart.MASK, channel));
  }

  /**
   * Whether the stage flatfield has made the flat field of a channel.
   *
   * @param sample the sample
   * @param channel channel from 1
   * @return true if it is complete
   */
  public static boolean isThere(Sample sample, int channel) {
    return new Receipts(sample).find("flatfield", Layout.channelName(channel)).isPresent();
  }

  private static float[] plane(Sample sample, FlatfieldPart part, int channel) {
    return (float[]) sample.array(Layout.flatfield(part)).readChunk(channel - 1, 0, 0);
  }
}
