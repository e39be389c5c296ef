package org.imaxt.imc.probability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Roi;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imaxt.core.algo.segment.Box;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How long a classifier takes to learn, however much is drawn, and to go over an image. */
@Tag("slow")
class PixelClassifierSpeedTest {

  private static final int SIDE = 1000;
  private static final List<String> CLASSES = List.of("background", "nucleus", "cytoplasm");

  /** Nobody waits longer for the effect of another ROI; a third of it on an idle machine. */
  private static final double MOST_LEARNING_S = 15;

  /** For a megapixel and both stains; a third of it on an idle machine. */
  private static final double MOST_CLASSIFYING_S = 30;

  @TempDir Path folder;

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static PlanePixels plane(long seed) {
    Random random = new Random(seed);
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int column = i % SIDE / 100 % 3;
      values[i] = 0.2f * column + random.nextFloat();
    }
    return new PlanePixels(values, SIDE, SIDE);
  }

  @Test
  void learnsAndClassifiesInBoundedTime(TestReporter reporter) throws IOException {
    Stains stains = new Stains(plane(1), Optional.of(plane(2)), 1);
    List<Path> rois = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      // 60,000 pixels of each class, more than anybody draws
      Roi roi = new Roi(100 * (i % 3), 100 * (i / 3), 80, 75);
      Path file = folder.resolve("%s-%s.roi".formatted(CLASSES.get(i % 3), i));
      Files.write(file, RoiEncoder.saveAsByteArray(roi));
      rois.add(file);
    }
    double start = cpuSeconds();
    PixelClassifier classifier =
        PixelClassifier.learn(List.of(new PixelClassifier.Drawn(stains, rois)));
    double learnt = cpuSeconds();
    for (int y = 0; y < SIDE; y += 250) {
      classifier.classify(stains, new Box(0, y, SIDE, 250));
    }
    double classified = cpuSeconds();
    String told =
        "learnt in %.1f s of processor time, a megapixel classified in %.1f s"
            .formatted(learnt - start, classified - learnt);
    reporter.publishEntry(told);
    assertTrue(learnt - start <= MOST_LEARNING_S, told);
    assertTrue(classified - learnt <= MOST_CLASSIFYING_S, told);
  }
}
