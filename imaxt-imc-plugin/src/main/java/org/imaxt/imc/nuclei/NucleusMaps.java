package org.imaxt.imc.nuclei;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.imaxt.core.algo.network.PixelWindows;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.algo.network.ScaledWindows;
import org.imaxt.core.algo.network.UnscaledBlocks;
import org.imaxt.core.algo.network.WindowedPrediction;
import org.imaxt.core.algo.segment.SegmentParams;

/**
 * Maps of an image by a network, block by block, in the image's own pixels.
 *
 * <p>Where the image's nuclei have another diameter than the model's, the image is scaled to it and
 * the maps back. Memory is bounded by a window's height of rows. One caller at a time; may be run
 * again.
 */
public final class NucleusMaps {

  /** Scales nearer to 1 than this are left alone: no network minds. */
  private static final double SAME = 0.05;

  /** A look at a piece wants no more than one answer: few windows, side by side. */
  private static final int LOOK_PX = 1024;

  private final NucleusNetwork network;
  private final StainedImage image;
  private final MapParams params;
  private final double diameterPx;
  private final double factor;

  /**
   * Prepares the maps: learns the stains' scales, and the diameter where it has to be estimated.
   *
   * @param network the network; stays the caller's to close
   * @param nuclear nuclear stains
   * @param cytoplasm stains of membranes and cytoplasm; may be empty
   * @param params how maps are made
   * @throws IllegalArgumentException if stains differ in size or a nuclear one shows nothing
   */
  public NucleusMaps(
      NucleusNetwork network, List<Stain> nuclear, List<Stain> cytoplasm, MapParams params) {
    this.network = network;
    this.params = params;
    image = new StainedImage(network.kind(), network.info().scale(), nuclear, cytoplasm);
    double own = network.diameterPx();
    if (params.diameterPx() > 0) {
      diameterPx = params.diameterPx();
    } else {
      diameterPx = network.kind().estimates() ? NucleusDiameter.of(image, own, this::look) : own;
    }
    double wanted = own / diameterPx;
    factor = Math.abs(wanted - 1) < SAME ? 1 : wanted;
  }

  /**
   * Width of the image.
   *
   * @return columns, px
   */
  public int width() {
    return Math.toIntExact(image.width());
  }

  /**
   * Height of the image.
   *
   * @return rows, px
   */
  public int height() {
    return Math.toIntExact(image.height());
  }

  /**
   * The classes of the maps.
   *
   * @return names in the order of the channels; that of nuclei is {@link NucleusModel#NUCLEUS}
   */
  public List<String> classes() {
    return network.kind().classes();
  }

  /**
   * Diameter of the image's nuclei: given, estimated, or the model's.
   *
   * @return px of the image
   */
  public double diameterPx() {
    return diameterPx;
  }

  /**
   * Makes the maps; blocks arrive one after another and cover the image once, from its first row to
   * its last. All classes are NaN where no nuclear stain knows a pixel.
   *
   * @param receiver takes each block, whose values are its own until it returns; may throw to stop
   */
  public void run(Consumer<PredictedBlock> receiver) {
    run(
        new WindowedPrediction(network.model(), params.windowPx(), params.stridePx()),
        image,
        factor,
        block -> {
          clear(block);
          receiver.accept(block);
        });
  }

  /**
   * The maps of an image that fits into memory.
   *
   * @return probabilities by class, row by row
   */
  public float[][] maps() {
    float[][] maps = new float[classes().size()][Math.multiplyExact(width(), height())];
    run(block -> paste(block, maps, width()));
    return maps;
  }

  /**
   * How the maps of this image are best cut.
   *
   * @return what suits the model at the image's diameter
   */
  public SegmentParams params() {
    return MapCut.params(network.kind(), diameterPx);
  }

  /**
   * Labels of an image that fits into memory.
   *
   * @param maps its {@link #maps()}
   * @return nuclei and cells, cut by {@link #params()}
   */
  public MapCut.Labels cut(float[][] maps) {
    return cut(maps, width(), params());
  }

  private static MapCut.Labels cut(float[][] maps, int width, SegmentParams params) {
    float[] nucleus = maps[NucleusModel.NUCLEUS];
    float[] cell = maps[NucleusModel.THIRD].clone();
    for (int i = 0; i < cell.length; i++) {
      cell[i] += nucleus[i];
    }
    return MapCut.of(nucleus, cell, width, params);
  }

  private void run(
      WindowedPrediction prediction,
      PixelWindows pixels,
      double scale,
      Consumer<PredictedBlock> receiver) {
    if (scale == 1) {
      prediction.run(pixels, receiver);
      return;
    }
    ScaledWindows scaled = new ScaledWindows(pixels, scale);
    prediction.run(scaled, new UnscaledBlocks(pixels, scaled, receiver));
  }

  private static void paste(PredictedBlock block, float[][] maps, int width) {
    for (int c = 0; c < maps.length; c++) {
      float[] values = block.map(c);
      for (int row = 0; row < block.height(); row++) {
        int to = (int) ((block.y() + row) * width + block.x());
        System.arraycopy(values, row * block.width(), maps[c], to, block.width());
      }
    }
  }

  private void clear(PredictedBlock block) {
    boolean[] missing = image.missing(block.x(), block.y(), block.width(), block.height());
    int classes = block.classes();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i]) {
        int row = i / block.width();
        int at = (block.offset() + row * block.tileWidth() + i % block.width()) * classes;
        Arrays.fill(block.values(), at, at + classes, Float.NaN);
      }
    }
  }

  /** What the network finds in a piece, were its nuclei of a diameter. */
  private NucleusDiameter.Found look(Crop piece, double diameter) {
    int width = (int) piece.width();
    int height = (int) piece.height();
    float[][] maps = new float[classes().size()][width * height];
    run(
        new WindowedPrediction(network.model(), LOOK_PX, LOOK_PX),
        piece,
        network.diameterPx() / diameter,
        block -> paste(block, maps, width));
    return new NucleusDiameter.Found(
        maps[0], cut(maps, width, MapCut.params(network.kind(), diameter)).nuclei());
  }
}
