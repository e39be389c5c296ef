package org.imaxt.imc.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.evaluate.LabelScore;
import org.imaxt.core.algo.imc.HotPixels;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.RoiImage;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.report.Report;
import org.imaxt.imc.nuclei.MapCut;
import org.imaxt.imc.nuclei.MapParams;
import org.imaxt.imc.nuclei.NucleusMaps;
import org.imaxt.imc.nuclei.NucleusNetwork;
import org.imaxt.imc.nuclei.Stain;

/**
 * How well a network does on what it was not trained on, beside a {@link Baseline}: on the labelled
 * images left out, their diameters estimated, or on regions of phantoms at their defaults.
 */
final class ModelTest {

  /** First seed of the regions that nothing is learnt or chosen on. */
  static final long FIRST_SEED = 9101;

  private static final String NETWORK = "network, stride %s";
  private static final String CELLS = "network, stride %s, cells";
  private static final String BASELINE = "Gaussian, Otsu, distance watershed";
  private static final double HOT_COUNTS = 50;

  private final TreeMap<String, List<LabelScore>> scores = new TreeMap<>();
  private final List<Integer> strides;

  /** A test at some strides of the windows, px. */
  ModelTest(List<Integer> strides) {
    this.strides = List.copyOf(strides);
  }

  /** Pooled score of the network at one of the strides. */
  LabelScore network(int stride) {
    return pooled(NETWORK.formatted(stride));
  }

  /** Pooled score of its cells, at one of the strides; of regions only. */
  LabelScore cells(int stride) {
    return pooled(CELLS.formatted(stride));
  }

  /** Pooled score of the baseline. */
  LabelScore baseline() {
    return pooled(BASELINE);
  }

  private LabelScore pooled(String method) {
    return scores.get(method).stream().reduce(LabelScore.none(), LabelScore::plus);
  }

  /** Mean over the images of a figure of the network's at one of the strides. */
  double networkMean(int stride, ToDoubleFunction<LabelScore> figure) {
    return mean(scores.get(NETWORK.formatted(stride)), figure);
  }

  /** Mean over the images of a figure of the baseline's. */
  double baselineMean(ToDoubleFunction<LabelScore> figure) {
    return mean(scores.get(BASELINE), figure);
  }

  /** What the network gets wrong, 1 − F1 of all images pooled, over what the baseline does. */
  double shareOfErrors(int stride, ToDoubleFunction<LabelScore> figure) {
    return (1 - figure.applyAsDouble(network(stride))) / (1 - figure.applyAsDouble(baseline()));
  }

  private static double mean(List<LabelScore> images, ToDoubleFunction<LabelScore> figure) {
    return images.stream().mapToDouble(figure).average().orElseThrow();
  }

  /** Looks at a labelled image. */
  void add(NucleusNetwork network, LabelledNuclei nuclei) {
    int width = nuclei.image().width();
    Stain stain = nuclei.stain();
    for (int stride : strides) {
      NucleusMaps maps =
          new NucleusMaps(
              network, List.of(stain), List.of(), MapParams.defaults().withStridePx(stride));
      add(NETWORK.formatted(stride), nuclei.labels(), maps.cut(maps.maps()).nuclei(), width);
    }
    int[] rough = Baseline.FLUORESCENCE.of(nuclei.image().values(), width);
    add(BASELINE, nuclei.labels(), rough, width);
  }

  /** Looks at a region of a phantom at its defaults. */
  void add(NucleusNetwork network, long seed) {
    PhantomParams params =
        PhantomParams.defaults().withSeed(seed).withSlides(SlideParams.all(8).withRois(1, 700));
    RoiImage roi = RoiImage.render(params, params.acquisition().sampleId() + "_001");
    int width = roi.roi().widthPx();
    List<Stain> nuclear = stains(roi, PhantomRegion.NUCLEAR);
    List<Stain> cytoplasm = stains(roi, PhantomRegion.MEMBRANES);
    for (int stride : strides) {
      NucleusMaps maps =
          new NucleusMaps(network, nuclear, cytoplasm, MapParams.defaults().withStridePx(stride));
      MapCut.Labels found = maps.cut(maps.maps());
      add(NETWORK.formatted(stride), roi.nuclei(), found.nuclei(), width);
      add(CELLS.formatted(stride), roi.cells(), found.cells(), width);
    }
    float[] sum = new float[roi.nuclei().length];
    for (int c : PhantomRegion.NUCLEAR) {
      float[] clean = HotPixels.filter(roi.channels().get(c), width, HOT_COUNTS).image();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += clean[i];
      }
    }
    add(BASELINE, roi.nuclei(), Baseline.IMC.of(sum, width), width);
  }

  private static List<Stain> stains(RoiImage roi, List<Integer> channels) {
    List<Stain> stains = new ArrayList<>();
    for (int c : channels) {
      int width = roi.roi().widthPx();
      float[] clean = HotPixels.filter(roi.channels().get(c), width, HOT_COUNTS).image();
      stains.add(
          new Stain(
              roi.roi().channels().get(c).target(),
              ArrayImgs.floats(clean, width, clean.length / width)));
    }
    return stains;
  }

  private void add(String method, int[] truth, int[] found, int width) {
    scores
        .computeIfAbsent(method, m -> new ArrayList<>())
        .add(LabelScore.of(truth, found, width, 1));
  }

  /** Adds the scores to a report. */
  Report table(Report report, String what) {
    List<List<String>> rows =
        scores.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
    LabelScore best = network(strides.get(0));
    return report
        .number("object F1 on the test images", best.objectF1(), "")
        .number("pixel F1 on the test images", best.pixelF1(), "")
        .number("object F1 of the baseline", baseline().objectF1(), "")
        .number("pixel F1 of the baseline", baseline().pixelF1(), "")
        .number(
            "1 - object F1 over the baseline's",
            shareOfErrors(strides.get(0), LabelScore::objectF1),
            "")
        .number(
            "1 - pixel F1 over the baseline's",
            shareOfErrors(strides.get(0), LabelScore::pixelF1),
            "")
        .table(
            what,
            List.of(
                "method",
                "object F1",
                "its mean over images",
                "mean of IoU 0.5-0.95",
                "pixel F1",
                "its mean over images",
                "found",
                "true"),
            rows);
  }

  private List<String> row(String method, List<LabelScore> images) {
    LabelScore all = pooled(method);
    return List.of(
        method,
        number(all.objectF1()),
        number(mean(images, LabelScore::objectF1)),
        number(all.meanObjectF1()),
        number(all.pixelF1()),
        number(mean(images, LabelScore::pixelF1)),
        String.valueOf(all.foundObjects()),
        String.valueOf(all.truthObjects()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
