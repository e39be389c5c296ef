package org.imaxt.imc.probability;

import ij.gui.Roi;
import java.awt.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.roi.RoiFile;
import org.imaxt.core.stage.InputException;

/**
 * Learns the classes of pixels from ROIs of ImageJ whose names begin with {@code nucleus}, {@code
 * cytoplasm} or {@code background}.
 */
public final class PixelClassifier {

  /** Of more pixels of a class an even share is learnt from. */
  private static final int MOST_PIXELS = 1200;

  private static final List<String> NAMES = List.of("background", "nucleus", "cytoplasm");

  private final PixelForest forest;
  private final int features;

  private PixelClassifier(PixelForest forest, int features) {
    this.forest = forest;
    this.features = features;
  }

  /**
   * An image and what was drawn on it.
   *
   * @param stains the image
   * @param rois files of ROIs, {@code .roi} or {@code .zip}
   */
  public record Drawn(Stains stains, List<Path> rois) {

    /** Copies the list. */
    public Drawn {
      rois = List.copyOf(rois);
    }
  }

  /**
   * Learns.
   *
   * @param images images with ROIs
   * @return the classifier
   * @throws InputException if a file cannot be read, an ROI has no class or lies outside, or
   *     nucleus or background are not shown
   */
  public static PixelClassifier learn(List<Drawn> images) {
    List<List<PixelForest.Known>> known = new ArrayList<>();
    NAMES.forEach(n -> known.add(new ArrayList<>()));
    int features = 0;
    for (Drawn image : images) {
      PixelFeatures seen = PixelFeatures.of(image.stains());
      if (features != 0 && features != seen.count()) {
        throw new InputException(
            "all images that a classifier learns from must show the same stains, some show no"
                + " cytoplasm");
      }
      features = seen.count();
      for (Path file : image.rois()) {
        for (RoiFile.Named roi : RoiFile.read(file)) {
          known.get(type(roi.name(), file)).addAll(pixels(roi, file, image.stains(), seen));
        }
      }
    }
    for (int type : new int[] {ProbabilitySource.BACKGROUND, ProbabilitySource.NUCLEUS}) {
      if (known.get(type).isEmpty()) {
        throw new InputException(
            "the ROIs must show nucleus and background, none is called " + NAMES.get(type));
      }
    }
    List<PixelForest.Known> some = new ArrayList<>();
    known.forEach(of -> some.addAll(share(of)));
    return new PixelClassifier(PixelForest.grow(some), features);
  }

  private static int type(String name, Path file) {
    String small = name.toLowerCase(Locale.ROOT);
    for (String of : NAMES) {
      if (small.startsWith(of)) {
        return NAMES.indexOf(of);
      }
    }
    throw new InputException(
        "the ROIs of %s must have names that begin with %s, got '%s'; rename them in the ROI Manager"
            .formatted(file, String.join(", ", NAMES), name));
  }

  private static List<PixelForest.Known> pixels(
      RoiFile.Named named, Path file, Stains stains, PixelFeatures seen) {
    Roi roi = named.roi();
    int left = stains.width();
    int top = stains.height();
    int right = -1;
    int bottom = -1;
    List<Point> points = new ArrayList<>();
    for (Point p : roi) {
      if (p.x >= 0 && p.y >= 0 && p.x < stains.width() && p.y < stains.height()) {
        points.add(p);
        left = Math.min(left, p.x);
        right = Math.max(right, p.x);
        top = Math.min(top, p.y);
        bottom = Math.max(bottom, p.y);
      }
    }
    if (points.isEmpty()) {
      throw new InputException(
          "%s of %s lies outside its image of %s x %s px; is it the set of another image?"
              .formatted(named.name(), file, stains.width(), stains.height()));
    }
    Box box = new Box(left, top, right - left + 1, bottom - top + 1);
    float[][] features = seen.read(box);
    int type = type(named.name(), file);
    List<PixelForest.Known> known = new ArrayList<>();
    for (Point p : points) {
      known.add(
          new PixelForest.Known(
              at(features, (p.y - top) * box.width() + p.x - left, new float[features.length]),
              type));
    }
    return known;
  }

  private static float[] at(float[][] features, int pixel, float[] to) {
    for (int f = 0; f < to.length; f++) {
      to[f] = features[f][pixel];
    }
    return to;
  }

  /** A random share of fixed seed, so that large ROIs of one class do not outweigh the others. */
  private static List<PixelForest.Known> share(List<PixelForest.Known> all) {
    if (all.size() <= MOST_PIXELS) {
      return all;
    }
    PixelForest.Known[] shuffled = all.toArray(PixelForest.Known[]::new);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < MOST_PIXELS; i++) {
      int j = i + random.nextInt(shuffled.length - i);
      PixelForest.Known swap = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swap;
    }
    return Arrays.asList(shuffled).subList(0, MOST_PIXELS);
  }

  /**
   * Probabilities of a rectangle.
   *
   * @param stains the image
   * @param box the rectangle
   * @return probabilities by pixel and class, in the order of {@link ProbabilitySource}; NaN where
   *     the nuclear stain is not known
   * @throws InputException if the image shows other stains than those learnt from
   */
  float[] classify(Stains stains, Box box) {
    PixelFeatures seen = PixelFeatures.of(stains);
    if (seen.count() != features) {
      throw new InputException(
          "the image must show the stains that the classifier learnt from: with cytoplasm or"
              + " without");
    }
    float[][] all = seen.read(box);
    float[] nuclear = stains.nuclear().read(box);
    float[] probabilities = new float[ProbabilitySource.CLASSES * box.pixels()];
    float[] own = new float[features];
    for (int i = 0; i < nuclear.length; i++) {
      int at = ProbabilitySource.CLASSES * i;
      if (Float.isNaN(nuclear[i])) {
        Arrays.fill(probabilities, at, at + ProbabilitySource.CLASSES, Float.NaN);
      } else {
        forest.classify(at(all, i, own), probabilities, at);
      }
    }
    return probabilities;
  }
}
