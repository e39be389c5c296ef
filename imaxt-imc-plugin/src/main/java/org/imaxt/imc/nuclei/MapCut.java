package org.imaxt.imc.nuclei;

import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.LabelArray;
import org.imaxt.core.algo.segment.ProbabilityBlocks;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Segmentation;
import org.imaxt.core.algo.segment.Threshold;

/** How maps of the networks of nuclei are cut: in shares of the diameter, which suit any scale. */
public final class MapCut {

  /**
   * σ of the Gaussian and height of a maximum of the distance over the diameter: of nine pairs the
   * best on images that are not tested.
   */
  private static final double SIGMA = 0.06;

  private static final double MERGE = 0.08;

  /** Threshold and least area over the diameter's square in mass cytometry, chosen likewise. */
  private static final double IMC_THRESHOLD = 0.5;

  private static final double IMC_LEAST = 0.06;

  /**
   * In fluorescence training weighs a nucleus' pixels twice and contacts four times, so that the
   * network says 0.67 where nucleus and background are as likely; chosen near to that on its
   * validation images.
   */
  private static final double NUCLEUS_THRESHOLD = 0.55;

  private static final double WHOLE_THRESHOLD = 0.65;
  private static final double LEAST = 0.1;

  /** Contacts are five pixels wide where nuclei are 20 px across, and belong half to each. */
  private static final double RIM = 0.15;

  /** Cytoplasm of 8 µm, and 2 where none is seen, about nuclei of 8 µm. */
  private static final double REACH = 1;

  private static final double GROWTH = 0.25;

  private MapCut() {}

  /**
   * What suits the maps of a model.
   *
   * @param kind the model
   * @param diameterPx diameter of the image's nuclei, px
   * @return the parameters
   */
  public static SegmentParams params(NucleusModel kind, double diameterPx) {
    boolean contacts = kind == NucleusModel.FLUORESCENCE;
    double least = (contacts ? LEAST : IMC_LEAST) * diameterPx * diameterPx;
    return new SegmentParams(
        Math.min(100, SIGMA * diameterPx),
        Threshold.fixed(contacts ? NUCLEUS_THRESHOLD : IMC_THRESHOLD),
        Threshold.fixed(contacts ? WHOLE_THRESHOLD : IMC_THRESHOLD),
        MERGE * diameterPx,
        (int) Math.round(least),
        0,
        SegmentParams.Border.KEEP,
        contacts ? (int) Math.ceil(RIM * diameterPx) : 0,
        (int) Math.round(REACH * diameterPx),
        (int) Math.round(GROWTH * diameterPx),
        Division.STANDARD);
  }

  /**
   * Labels of an image.
   *
   * @param nuclei numbers of nuclei, row by row, 0 for none
   * @param cells numbers of cells likewise, those of their nuclei
   */
  public record Labels(int[] nuclei, int[] cells) {}

  /**
   * Cuts maps that fit into memory, as the stage cuts those that do not.
   *
   * @param nucleus probabilities of nuclei, row by row; NaN where nothing is known
   * @param cell probabilities of anything but background, likewise
   * @param width columns, px
   * @param params how they are cut
   * @return the labels
   */
  public static Labels of(float[] nucleus, float[] cell, int width, SegmentParams params) {
    int height = nucleus.length / width;
    LabelArray nuclei = new LabelArray(width, height);
    LabelArray cells = new LabelArray(width, height);
    ProbabilityBlocks maps = new MapArrays(nucleus, cell, width, height);
    Segmentation.run(maps, nuclei, cells, params, TaskExecutors.singleThreaded(), () -> {});
    return new Labels(nuclei.labels(), cells.labels());
  }
}
