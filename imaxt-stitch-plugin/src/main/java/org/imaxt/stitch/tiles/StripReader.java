package org.imaxt.stitch.tiles;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.blocks.PrimitiveBlocks;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.Undistort;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Sample;

/**
 * Reads a rectangle of a tile in all channels, flat-fielded, turned and undistorted. Safe for use
 * by several threads.
 */
public final class StripReader {

  private final SectionTiles tiles;
  private final int layer;

  /** One a channel. */
  private final List<PixelCorrection> corrections;

  /** The same for squares of some pixels. */
  private final IntFunction<List<BinnedCorrection>> binned;

  /** Inverse of the distortion for tiles averaged over squares of some pixels; empty for none. */
  private final IntFunction<Optional<InverseGrid>> inverse;

  private StripReader(
      Sample sample,
      SectionTiles tiles,
      int layer,
      List<Flatfield> flatfields,
      String name,
      IntFunction<Optional<InverseGrid>> inverse) {
    this.tiles = tiles;
    this.layer = layer;
    this.inverse = inverse;
    this.corrections =
        IntStream.rangeClosed(1, flatfields.size())
            .mapToObj(c -> correction(sample, layer, c, flatfields.get(c - 1), name))
            .toList();
    this.binned = once(bin -> binned(sample, name, bin));
  }

  private static PixelCorrection correction(
      Sample sample, int layer, int channel, Flatfield flatfield, String name) {
    return new PixelCorrection(flatfield, EdgeLight.of(sample, layer, channel, flatfield, name));
  }

  private List<BinnedCorrection> binned(Sample sample, String name, int bin) {
    Orientation orientation = tiles.acquisition().orientation();
    return IntStream.rangeClosed(1, corrections.size())
        .mapToObj(
            c ->
                sample.derived(
                    "binned correction %s %s %s %s %s %s"
                        .formatted(layer, c, Flatfields.state(sample, c), name, orientation, bin),
                    () -> BinnedCorrection.of(corrections.get(c - 1), orientation, bin)))
        .toList();
  }

  /**
   * A reader that applies the calibrations that the sample holds.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param layer layer from 1
   * @return the reader
   */
  public static StripReader of(Sample sample, SectionTiles tiles, int layer) {
    AcquisitionDocument acquisition = tiles.acquisition();
    List<Flatfield> flatfields =
        IntStream.rangeClosed(1, acquisition.channels())
            .mapToObj(c -> Flatfields.of(sample, acquisition, c))
            .toList();
    return new StripReader(
        sample,
        tiles,
        layer,
        flatfields,
        "",
        once(bin -> Distortions.inverse(sample, acquisition, bin)));
  }

  /**
   * A reader for flat fields that may not be the sample's own; nothing is undistorted.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param layer layer from 1
   * @param flatfields one a channel
   * @param name tells these flat fields from others of the sample; empty for its own
   * @return the reader
   */
  public static StripReader of(
      Sample sample, SectionTiles tiles, int layer, List<Flatfield> flatfields, String name) {
    return new StripReader(sample, tiles, layer, flatfields, name, bin -> Optional.empty());
  }

  /** Looks once a resolution, not once a strip: documents are read each time. */
  private static <T> IntFunction<T> once(IntFunction<T> made) {
    Map<Integer, T> found = new ConcurrentHashMap<>();
    return bin -> found.computeIfAbsent(bin, made::apply);
  }

  /**
   * Reads a strip; saturated and zero pixels mean nothing, the useful area is the weight, and edges
   * under stray light count for less once the light is taken off.
   *
   * @param tile tile from 0
   * @param turned rectangle of the undistorted tile, px of the mosaic frame
   * @param channels channels from 1
   * @return the strip
   */
  public Strip read(int tile, Interval turned, List<Integer> channels) {
    return read(tile, turned, channels, 1);
  }

  /**
   * Reads a strip at a lower resolution: averaged first, undistorted after.
   *
   * @param tile tile from 0
   * @param turned rectangle of the undistorted tile, px of the mosaic frame
   * @param channels channels from 1
   * @param bin side of the squares that are averaged, px
   * @return the whole squares within the rectangle and those it begins in; a pixel of the strip is
   *     a square
   */
  public Strip read(int tile, Interval turned, List<Integer> channels, int bin) {
    Interval wanted =
        new FinalInterval(
            new long[] {turned.min(0) / bin, turned.min(1) / bin},
            new long[] {(turned.max(0) + 1) / bin - 1, (turned.max(1) + 1) / bin - 1});
    int width = tiles.acquisition().orientedWidthPx() / bin;
    int height = tiles.acquisition().orientedHeightPx() / bin;
    return inverse
        .apply(bin)
        .map(
            grid ->
                averaged(tile, Undistort.source(wanted, grid, width, height), channels, bin)
                    .through(grid, wanted))
        .orElseGet(() -> averaged(tile, wanted, channels, bin));
  }

  private Strip averaged(int tile, Interval squares, List<Integer> channels, int bin) {
    Interval turned =
        new FinalInterval(
            new long[] {squares.min(0) * bin, squares.min(1) * bin},
            new long[] {(squares.max(0) + 1) * bin - 1, (squares.max(1) + 1) * bin - 1});
    AcquisitionDocument acquisition = tiles.acquisition();
    TurnedBlock turn =
        new TurnedBlock(
            acquisition.orientation(),
            acquisition.tileWidthPx(),
            acquisition.tileHeightPx(),
            turned);
    List<short[]> raw = channels.stream().map(c -> raw(tile, turn, c)).toList();
    List<PixelCorrection> wanted = channels.stream().map(c -> corrections.get(c - 1)).toList();
    if (bin == 1) {
      return Strip.of(pixels(turned, turn, raw, wanted));
    }
    List<BinnedCorrection> all = binned.apply(bin);
    List<BinnedCorrection> wantedSquares = channels.stream().map(c -> all.get(c - 1)).toList();
    return Strip.of(new BinnedBlock(turn, raw, wanted, wantedSquares, bin).over(squares));
  }

  private short[] raw(int tile, TurnedBlock turn, int channel) {
    short[] raw = new short[turn.width * turn.height];
    PrimitiveBlocks.of(tiles.raw(tile, layer, channel)).copy(turn.cameraMin, raw, turn.cameraSize);
    return raw;
  }

  /** Pixels as the camera saw them; those that mean nothing have weight 0. */
  private static Undistort.Pixels pixels(
      Interval turned, TurnedBlock turn, List<short[]> raw, List<PixelCorrection> corrections) {
    float[] weights = new float[turn.width * turn.height];
    Arrays.fill(weights, 1);
    float[][] values = new float[raw.size()][weights.length];
    for (int c = 0; c < values.length; c++) {
      correct(raw.get(c), turn, corrections.get(c), values[c], weights);
    }
    for (float[] channel : values) {
      for (int i = 0; i < weights.length; i++) {
        channel[i] = weights[i] == 0 ? 0 : channel[i];
      }
    }
    return new Undistort.Pixels(turned, values, weights);
  }

  private static void correct(
      short[] raw, TurnedBlock turn, PixelCorrection correction, float[] values, float[] weights) {
    for (int y = 0, i = 0; y < turn.height; y++) {
      int at = turn.block.at(0, y);
      int camera = turn.camera.at(0, y);
      for (int x = 0; x < turn.width; x++, i++) {
        int pixel = raw[at] & 0xffff;
        float weight = PixelCorrection.meansNothing(pixel) ? 0 : correction.weight(camera);
        weights[i] = Math.min(weights[i], weight);
        values[i] = weight == 0 ? 0 : correction.value(pixel, camera);
        at += turn.block.stepX();
        camera += turn.camera.stepX();
      }
    }
  }
}
