package org.imaxt.federation.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.BlockLevels;
import org.imaxt.core.pyramid.ChannelWindows;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.ZarrGroup;

/** The image of a slide in the sample. */
final class SlideImages {

  private static final List<String> COLOURS =
      List.of("00FFFF", "FF00FF", "FFFF00", "FFFFFF", "FF0000", "00FF00", "0000FF");
  private static final List<String> RGB = List.of("FF0000", "00FF00", "0000FF");
  private static final String LONE = "FFFFFF";

  private SlideImages() {}

  /** Makes the empty image; labels of an earlier one stay. */
  static void create(Slide slide, double pixelUm, Sample sample) {
    PyramidGeometry geometry = slide.geometry();
    OmeDocument document =
        OmeDocument.image(
            geometry.multiscale(
                slide.name(),
                new double[] {1, pixelUm, pixelUm},
                new double[] {0, pixelUm / 2, pixelUm / 2}),
            channels(slide));
    String path = ScanLayout.scanImage(Modality.SLIDES, slide.name());
    ZarrGroup group =
        ZarrGroup.exists(sample.store(), path)
            ? ZarrGroup.open(sample.store(), path)
            : ZarrGroup.create(sample.store(), path, sample.version());
    OmeImage image =
        OmeImage.create(group, document, geometry.arrays(slide.channels().size(), 1, slide.type()));
    new ImageScale(1, 0).write(image, "intensity (ADU)");
  }

  /** Writes a superblock. */
  static void write(
      Slide slide, SlidesParams params, SlideUnit unit, Sample sample, Progress progress) {
    OmeImage image = open(slide.name(), sample);
    PyramidGeometry.Block block = slide.geometry().block(unit.level(), unit.column(), unit.row());
    List<Integer> channels = slide.channelsOf(unit.group());
    if (unit.level() > 0) {
      for (int channel : channels) {
        progress.checkCancelled();
        BlockLevels.average(image, channel, 1, block, slide.zero());
      }
      return;
    }
    List<Object> pixels = read(slide, params, unit, block, sample, progress);
    for (int c = 0; c < channels.size(); c++) {
      progress.checkCancelled();
      BlockLevels levels = new BlockLevels(image, channels.get(c), 1, block, slide.zero());
      levels.add(new LevelBlock(block.x(), block.y(), block.width(), pixels.get(c)));
      levels.writeCoarser();
    }
  }

  private static List<Object> read(
      Slide slide,
      SlidesParams params,
      SlideUnit unit,
      PyramidGeometry.Block block,
      Sample sample,
      Progress progress) {
    try {
      return switch (slide.source()) {
        case CziSlides.SOURCE ->
            CziSlides.read(slide, unit.group(), block, params.flatfield(), sample, progress);
        case HandedOver.SOURCE ->
            HandedOver.read(slide, CziSlides.whole(slide), unit.group(), block);
        default -> TiffSlides.read(slide, unit.group(), block);
      };
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Sets what is shown of each channel: colour images as they are. */
  static void show(Slide slide, Sample sample) {
    if (!slide.isColour()) {
      ChannelWindows.write(open(slide.name(), sample), channels(slide));
    }
  }

  static OmeImage open(String slide, Sample sample) {
    return OmeImage.open(
        ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.SLIDES, slide)));
  }

  private static List<Channel> channels(Slide slide) {
    List<Channel> channels = new ArrayList<>();
    int count = slide.channels().size();
    for (int c = 0; c < count; c++) {
      String colour =
          slide.isColour() ? RGB.get(c) : count == 1 ? LONE : COLOURS.get(c % COLOURS.size());
      double end = slide.isColour() ? 255 : 65535;
      channels.add(new Channel(slide.channels().get(c).name(), colour, true, 0, 65535, 0, end));
    }
    return channels;
  }
}
