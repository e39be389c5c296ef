package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;

/**
 * The tiles of one section in memory, with their true positions; rendered by the same code as the
 * files. Missing tiles of the parameters are rendered too.
 *
 * <pre>{@code
 * TilePhantom p = TilePhantom.grid(3, 4).jitterPx(6).noise(0.02).seed(7).build();
 * }</pre>
 */
public final class TilePhantom {
  private final PhantomTruth truth;
  private final SectionTruth section;
  private final short[][][] images;

  private TilePhantom(PhantomTruth truth, SectionTruth section, short[][][] images) {
    this.truth = truth;
    this.section = section;
    this.images = images;
  }

  /**
   * A clean phantom: tiles of 128 px at 2.8 µm that overlap by a quarter, nothing but the stage's
   * error (σ 4 µm) between the specimen and the pixels, 1 channel.
   *
   * @param rows tiles along y
   * @param columns tiles along x
   * @return a phantom to vary
   */
  public static Builder grid(int rows, int columns) {
    return new Builder(
        PhantomParams.small()
            .withGrid(rows, columns)
            .withSections(1)
            .withChannels(1)
            .withDetector(new DetectorParams(Range.of(Builder.GAIN), new Range(4, 8), 12, 3, 65535))
            .only(Effect.STAGE_ERROR));
  }

  /**
   * The tiles of any phantom.
   *
   * @param params the phantom, its imperfections included
   * @return a phantom to vary
   */
  public static Builder of(PhantomParams params) {
    return new Builder(params);
  }

  /**
   * What was drawn.
   *
   * @return the truth of the whole phantom
   */
  public PhantomTruth truth() {
    return truth;
  }

  /**
   * What was drawn for this section.
   *
   * @return the truth of the section
   */
  public SectionTruth section() {
    return section;
  }

  /**
   * Number of tiles.
   *
   * @return tiles of the section
   */
  public int size() {
    return images.length;
  }

  /**
   * A tile laid on the stage axes, channel 1.
   *
   * @param tile tile in acquisition order, from 0
   * @return a copy, ADU, (x, y)
   */
  public RandomAccessibleInterval<UnsignedShortType> tile(int tile) {
    return tile(tile, 1);
  }

  /**
   * A tile laid on the stage axes.
   *
   * @param tile tile in acquisition order, from 0
   * @param channel channel, from 1
   * @return a copy, ADU, (x, y)
   */
  public RandomAccessibleInterval<UnsignedShortType> tile(int tile, int channel) {
    GridParams g = truth.params().grid();
    Orientation o = g.orientation();
    int w = g.tileWidthPx();
    int h = g.tileHeightPx();
    int tw = g.turnedWidthPx();
    int th = g.turnedHeightPx();
    short[] camera = images[tile][channel - 1];
    short[] turned = new short[camera.length];
    for (int y = 0; y < th; y++) {
      for (int x = 0; x < tw; x++) {
        int u = (int) o.cameraX(x + 0.5, y + 0.5, w, h);
        int v = (int) o.cameraY(x + 0.5, y + 0.5, w, h);
        turned[y * tw + x] = camera[v * w + u];
      }
    }
    return ArrayImgs.unsignedShorts(turned, tw, th);
  }

  /**
   * A tile as the camera saw it.
   *
   * @param tile tile in acquisition order, from 0
   * @param channel channel, from 1
   * @return a view of the pixels, ADU, (x, y)
   */
  public RandomAccessibleInterval<UnsignedShortType> cameraTile(int tile, int channel) {
    GridParams g = truth.params().grid();
    return ArrayImgs.unsignedShorts(images[tile][channel - 1], g.tileWidthPx(), g.tileHeightPx());
  }

  /**
   * All tiles laid on the stage axes, channel 1.
   *
   * @return copies in acquisition order, ADU, (x, y)
   */
  public List<RandomAccessibleInterval<UnsignedShortType>> tiles() {
    List<RandomAccessibleInterval<UnsignedShortType>> list = new ArrayList<>();
    for (int t = 0; t < images.length; t++) {
      list.add(tile(t));
    }
    return list;
  }

  /**
   * True x of a tile.
   *
   * @param tile tile in acquisition order, from 0
   * @return outer corner of pixel (0, 0), mosaic frame, px
   */
  public double trueXPx(int tile) {
    return section.tiles().get(tile).trueXUm() / truth.params().grid().pixelSizeUm();
  }

  /**
   * True y of a tile.
   *
   * @param tile tile in acquisition order, from 0
   * @return outer corner of pixel (0, 0), mosaic frame, px
   */
  public double trueYPx(int tile) {
    return section.tiles().get(tile).trueYUm() / truth.params().grid().pixelSizeUm();
  }

  /**
   * True positions.
   *
   * @return in acquisition order, µm, σ 0
   */
  public List<PlacedTile> truePositions() {
    return section.tiles().stream()
        .map(
            t ->
                new PlacedTile(
                    t.tile(),
                    t.row(),
                    t.column(),
                    t.trueXUm(),
                    t.trueYUm(),
                    0,
                    PlacedTile.Source.MEASURED))
        .toList();
  }

  /**
   * What the stage reports, on the stage's own axes.
   *
   * @return in acquisition order, µm
   */
  public List<StagePosition> stagePositions() {
    return section.tiles().stream()
        .map(
            t -> new StagePosition(t.tile(), t.row(), t.column(), t.reportedXUm(), t.reportedYUm()))
        .toList();
  }

  /** Varies a phantom before it is rendered. Immutable. */
  public static final class Builder {
    /** Gain of clean phantoms, ADU/e⁻. */
    static final double GAIN = 4;

    private static final double MID_ELECTRONS = 375;

    private final PhantomParams params;

    private Builder(PhantomParams params) {
      this.params = params;
    }

    /**
     * Other tiles.
     *
     * @param widthPx width of the camera image, px
     * @param heightPx height of the camera image, px
     * @return the changed builder
     */
    public Builder tilePx(int widthPx, int heightPx) {
      return new Builder(params.withTile(widthPx, heightPx, params.grid().pixelSizeUm()));
    }

    /**
     * Another pixel size.
     *
     * @param um edge of a pixel, µm
     * @return the changed builder
     */
    public Builder pixelSizeUm(double um) {
      GridParams g = params.grid();
      return new Builder(params.withTile(g.tileWidthPx(), g.tileHeightPx(), um));
    }

    /**
     * Another nominal overlap.
     *
     * @param fraction fraction of the tile's edge
     * @return the changed builder
     */
    public Builder overlap(double fraction) {
      return new Builder(params.withOverlap(fraction));
    }

    /**
     * Another error of the stage.
     *
     * @param sigmaPx σ by axis, px; clipped at 2.5 σ
     * @return the changed builder
     */
    public Builder jitterPx(double sigmaPx) {
      return new Builder(params.withStageErrorUm(sigmaPx * params.grid().pixelSizeUm()));
    }

    /**
     * Gaussian noise of the same strength everywhere, above a bias of 6 σ so that none is clipped.
     *
     * @param fraction σ as a fraction of a usual tissue signal (375 e⁻)
     * @return the changed builder
     */
    public Builder noise(double fraction) {
      DetectorParams d = params.detector();
      double sigma = fraction * MID_ELECTRONS * (d.gain().min() + d.gain().max()) / 2;
      double bias = Math.max(d.biasAdu(), 6 * sigma);
      DetectorParams noisy =
          new DetectorParams(d.gain(), d.darkElectrons(), bias, sigma, d.saturationAdu());
      return new Builder(params.withDetector(noisy)).with(Effect.READ_NOISE, Effect.BIAS);
    }

    /**
     * Some more imperfections.
     *
     * @param effects the imperfections to switch on
     * @return the changed builder
     */
    public Builder with(Effect... effects) {
      List<Effect> on = new ArrayList<>(List.of(effects));
      for (Effect e : Effect.values()) {
        if (params.has(e)) {
          on.add(e);
        }
      }
      return new Builder(params.only(on.toArray(Effect[]::new)));
    }

    /**
     * Another sample of the same kind.
     *
     * @param seed seed of everything that is drawn
     * @return the changed builder
     */
    public Builder seed(long seed) {
      return new Builder(params.withSeed(seed));
    }

    /**
     * Another number of channels.
     *
     * @param channels channels, at least 1
     * @return the changed builder
     */
    public Builder channels(int channels) {
      return new Builder(params.withChannels(channels));
    }

    /**
     * Another orientation of the camera.
     *
     * @param orientation what lays a camera image on the stage axes
     * @return the changed builder
     */
    public Builder orientation(Orientation orientation) {
      return new Builder(params.withOrientation(orientation));
    }

    /**
     * The parameters so far.
     *
     * @return the parameters
     */
    public PhantomParams params() {
      return params;
    }

    /**
     * Renders section 1, layer 1 on this thread.
     *
     * @return the tiles and their truth
     */
    public TilePhantom build() {
      return build(1, 1, TaskExecutors.singleThreaded());
    }

    /**
     * Renders one layer of one section.
     *
     * @param section section, from 1
     * @param layer layer, from 1
     * @param executor where tiles are rendered
     * @return the tiles and their truth
     */
    public TilePhantom build(int section, int layer, TaskExecutor executor) {
      Phantom phantom = new Phantom(params);
      PhantomTruth truth = phantom.truth();
      short[][][] images = new short[params.grid().tiles()][][];
      executor.forEach(
          IntStream.range(0, images.length).boxed().toList(),
          t -> images[t] = phantom.renderer().tile(section, layer, t));
      return new TilePhantom(truth, truth.sections().get(section - 1), images);
    }
  }
}
