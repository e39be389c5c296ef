package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.algo.fuse.SeamSteps;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.report.Picture;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DocKey;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Output;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/** The mosaics and how well they are known. */
final class FuseReport {

  private static final int PICTURED = 3;
  private static final int LARGEST_PICTURE_PX = 1100;

  private FuseReport() {}

  /** Where the counts of a section are kept; they belong to the report, not to the image. */
  static DocKey<MosaicDocument> counts(int section) {
    return new DocKey<>(
        Layout.PRIVATE + "/fuse/" + Layout.sectionName(section) + ".json", MosaicDocument.class);
  }

  static Report of(List<Output> outputs, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<MosaicDocument> counts =
        outputs.stream().map(o -> sample.read(counts(o.section()))).toList();
    long clipped = counts.stream().mapToLong(MosaicDocument::clippedPixels).sum();
    long known = counts.stream().mapToLong(MosaicDocument::knownPixels).sum();
    double all =
        (double) acquisition.canvas().widthPx()
            * acquisition.canvas().heightPx()
            * acquisition.channels()
            * acquisition.layers()
            * counts.size();
    Report report =
        Report.titled(
            "Fused %s sections of %s x %s px"
                .formatted(
                    counts.size(),
                    acquisition.canvas().widthPx(),
                    acquisition.canvas().heightPx()));
    if (clipped > 0) {
      report.warning(
          "%s pixels were clipped to the storable range; give a larger --intensity-step", clipped);
    }
    report
        .number("sections", counts.size(), "")
        .number("known pixels", known / 1e6, "Mpx")
        .number("known share of the canvas", 100 * known / all, "%")
        .number("clipped pixels", clipped, "");
    seams(report, counts, acquisition.channels());
    if (DatasetXml.isPossible(sample)) {
      report.paragraph(
          "Open %s in BigStitcher or BigDataViewer (bdv.multimg.zarr).", DatasetXml.beside(sample));
    } else {
      report.paragraph(
          "No dataset.xml: BigStitcher's reader does not open OME-NGFF 0.5; open the images in a"
              + " reader of Zarr v3.");
    }
    for (MosaicDocument one : counts.subList(0, Math.min(PICTURED, counts.size()))) {
      pictures(report, sample, one.section(), acquisition.channels());
    }
    return report;
  }

  /** How large the step across the borders of tiles is, beside that of the image. */
  private static void seams(Report report, List<MosaicDocument> counts, int channels) {
    List<List<String>> rows = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      final int channel = c;
      SeamSteps steps =
          counts.stream().map(d -> d.seams().get(channel)).reduce(SeamSteps.NONE, SeamSteps::plus);
      report.number("seam of channel " + (c + 1), 100 * steps.seam(), "% of signal");
      rows.add(
          List.of(
              Layout.channelName(c + 1),
              Long.toString(steps.segments()),
              "%.4g".formatted(steps.stepAdu()),
              "%.4g".formatted(steps.besideAdu()),
              "%.4g".formatted(steps.signalAdu())));
    }
    report.table(
        "Steps across the borders of tiles, root mean square over pieces of 64 px, and beside them",
        List.of("channel", "pieces", "across ADU", "beside ADU", "signal ADU"),
        rows);
  }

  private static void pictures(Report report, Sample sample, int section, int channels) {
    OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section)));
    OmeImage confidence = OmeImage.open(ZarrGroup.open(sample.store(), Layout.confidence(section)));
    int level = level(mosaic);
    for (int channel = 1; channel <= channels; channel++) {
      Plane plane = Plane.read(mosaic, level, channel);
      report.image(
          "Section %s, channel %s: mosaic, stretched from its 1st to its 99.8th percentile."
              .formatted(section, channel),
          Picture.grey(plane.values(), plane.width(), 1, 99.8));
    }
    Plane plane = Plane.read(confidence, level, 1);
    report.image(
        "Section %s, channel 1: confidence, 0 (nothing known, grey) to 2 (yellow)."
            .formatted(section),
        Picture.map(plane.values(), plane.width(), 0, 2));
  }

  private static int level(OmeImage image) {
    List<ZarrArray> levels = image.levels();
    for (int level = 0; level < levels.size(); level++) {
      long[] shape = levels.get(level).spec().shape();
      if (Math.max(shape[3], shape[4]) <= LARGEST_PICTURE_PX) {
        return level;
      }
    }
    return levels.size() - 1;
  }

  /** The first layer of a channel in physical units; unknown pixels are NaN. */
  private record Plane(int width, float[] values) {

    static Plane read(OmeImage image, int level, int channel) {
      ZarrArray array = image.levels().get(level);
      LevelBlock block = LevelBlock.read(array, channel, 1);
      short[] pixels = block.shorts();
      IntensityScale scale = MosaicScale.read(image);
      float[] values = new float[pixels.length];
      for (int i = 0; i < values.length; i++) {
        int stored = pixels[i] & 0xffff;
        values[i] = stored == 0 ? Float.NaN : (float) scale.physical(stored);
      }
      return new Plane(block.width(), values);
    }
  }
}
