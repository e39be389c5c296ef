package org.imaxt.stitch.export;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;

/** Knows which stage makes an image, so that nothing half-made or out of date is exported. */
final class ImageMaker {

  private ImageMaker() {}

  /**
   * Refuses an image whose stage has not completed it or must run again.
   *
   * @param sample the sample
   * @param path path of the image inside the sample
   * @throws org.imaxt.core.sample.SampleFormatException naming the stage to run
   */
  static void verify(Sample sample, String path) {
    Receipts receipts = new Receipts(sample);
    for (String output : outputs(sample, path)) {
      receipts.verified(output);
    }
  }

  private static List<String> outputs(Sample sample, String path) {
    List<String> outputs = new ArrayList<>();
    if (path.startsWith(Layout.FLATFIELD + "/")) {
      int channels = sample.read(Layout.acquisition()).channels();
      for (int channel = 1; channel <= channels; channel++) {
        outputs.add("flatfield/" + Layout.channelName(channel));
      }
    }
    String[] folders = {Layout.RAW, Layout.MOSAIC, Layout.CONFIDENCE};
    String[] stages = {"ingest", "fuse", "fuse"};
    for (int i = 0; i < folders.length; i++) {
      if (path.startsWith(folders[i] + "/")) {
        String section = path.substring(folders[i].length() + 1).split("/")[0];
        outputs.add(stages[i] + "/" + section);
      }
    }
    return outputs;
  }
}
