package org.imaxt.beads.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;

/** Images in which people showed the beads, by label images or by ROIs of ImageJ. */
final class TrainingFolder {

  private final Path folder;
  private final List<LabelledFile> files;

  private TrainingFolder(Path folder, List<LabelledFile> files) {
    this.folder = folder;
    this.files = files;
  }

  /** The images of a folder, whose names are checked at once. */
  static TrainingFolder of(Path folder) {
    List<LabelledFile> files =
        PairFolder.is(folder) ? PairFolder.files(folder) : RoiFolder.files(folder);
    if (files.size() < 2) {
      throw new InputException(
          ("%s must hold at least 2 TIFF files, in images/ with partners in labels/ or masks/, or"
                  + " each with its ROIs beside it, got %s")
              .formatted(folder, files.size()));
    }
    return new TrainingFolder(folder, files);
  }

  /** Reads and normalises all images. */
  TrainingSet read(double pixelSizeUm, Progress progress) {
    List<LabelledImage> images = new ArrayList<>();
    List<Double> radii = new ArrayList<>();
    for (LabelledFile file : files) {
      progress.checkCancelled();
      LabelledImage image = image(file);
      Map<Integer, Integer> areas = new TreeMap<>();
      for (int label : image.labels()) {
        areas.merge(label, 1, Integer::sum);
      }
      areas.remove(0);
      areas.values().forEach(area -> radii.add(Math.sqrt(area / Math.PI)));
      images.add(image);
    }
    if (radii.isEmpty()) {
      throw new InputException(
          "%s must label at least one bead, all its files are 0 throughout".formatted(folder));
    }
    radii.sort(null);
    ModelInfo.ImageScale usual = PhantomSet.SCALE;
    ModelInfo.ImageScale scale =
        new ModelInfo.ImageScale(
            pixelSizeUm,
            radii.get(radii.size() / 2),
            usual.lowPercentile(),
            usual.highPercentile());
    String source = "%s images with %s beads".formatted(images.size(), radii.size());
    return new TrainingSet(images, scale, source, "that of the images learnt from");
  }

  private static LabelledImage image(LabelledFile file) {
    TiffPlane plane = TiffPlane.read(file.image());
    int[] labels = file.labels().of(plane.width(), plane.height());
    float[] values = plane.values();
    IntensityRange.ofPercentiles(
            ArrayImgs.floats(values, plane.width(), plane.height()),
            PhantomSet.SCALE.lowPercentile(),
            PhantomSet.SCALE.highPercentile())
        .apply(values);
    return new LabelledImage(values, labels, plane.width(), plane.height());
  }
}
