package org.imaxt.stitch.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.fuse.Blending;
import org.imaxt.core.algo.fuse.FusedBlock;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.algo.fuse.MosaicBlock;
import org.imaxt.core.algo.fuse.SeamMeter;
import org.imaxt.core.algo.fuse.SeamSteps;
import org.imaxt.core.algo.fuse.TileNumbers;
import org.imaxt.core.algo.fuse.TilePixels;
import org.imaxt.core.algo.fuse.TileWeights;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.Flatfields;
import org.imaxt.stitch.tiles.SectionTiles;

/** Makes the pixels of a superblock and writes all levels that it owns. */
final class BlockFuser {

  /** Sign, exponent and seven bits of a float's fraction: with the one not written, eight. */
  private static final int KEPT_BITS = 0xffff0000;

  private static final int HALF_LAST_BIT = 0x8000;

  private final Sample sample;
  private final FuseParams params;
  private final Superblock block;
  private final SectionTiles tiles;
  private final Optional<InverseGrid> inverse;
  private final PyramidGeometry geometry;
  private final OmeImage mosaic;
  private final OmeImage confidence;

  /** Errors of positions, if wanted. */
  private final Optional<OmeImage> errors;

  private final int x;
  private final int y;
  private final int width;
  private final int height;

  BlockFuser(Sample sample, FuseParams params, Superblock block) {
    this.sample = sample;
    this.params = params;
    this.block = block;
    this.tiles = SectionTiles.open(sample, block.section());
    this.inverse = Distortions.inverse(sample, tiles.acquisition());
    this.geometry = new PyramidGeometry(tiles.acquisition());
    this.mosaic = open(Layout.mosaic(block.section()));
    this.confidence = open(Layout.confidence(block.section()));
    this.errors =
        params.positionError()
            ? Optional.of(open(Layout.positionError(block.section())))
            : Optional.empty();
    this.x = block.column() * PyramidGeometry.SUPERBLOCK;
    this.y = block.row() * PyramidGeometry.SUPERBLOCK;
    this.width = Math.min(PyramidGeometry.SUPERBLOCK, geometry.width(block.level()) - x);
    this.height = Math.min(PyramidGeometry.SUPERBLOCK, geometry.height(block.level()) - y);
  }

  /**
   * Level 0 from the tiles, a band of chunks at a time, and the levels below it. Floats are held
   * for one band only.
   */
  FusedCounts fuse(Progress progress) {
    IntensityScale scale = MosaicScale.read(mosaic);
    List<ShownTile> shown = shown();
    TileWeights weights = weights(tiles.acquisition());
    SeamMeter seams = new SeamMeter(weights, inverse);
    Halves mosaicHalves = new Halves(mosaic);
    Halves confidenceHalves = new Halves(confidence);
    Optional<Halves> errorHalves = errors.map(Halves::new);
    long known = 0;
    long clipped = 0;
    MosaicBlock band = new MosaicBlock(x, y, width, rows(y));
    short[] stored = new short[width * rows(y)];
    for (int top = y; top < y + height; top += PyramidGeometry.CHUNK) {
      progress.checkCancelled();
      if (top > y) {
        band = band.below(rows(top));
        stored = stored.length == width * rows(top) ? stored : new short[width * rows(top)];
      }
      Optional<TileNumbers> numbers =
          errors.isPresent() ? Optional.of(new TileNumbers(band)) : Optional.empty();
      FusedBlock fused = fused(band, shown, weights, numbers);
      shown.forEach(tile -> seams.add(fused, tile.pixels()));
      clipped += scale.store(fused.values(), fused.confidence(), stored);
      mosaicHalves.add(new LevelBlock(x, top, width, stored));
      known += storeConfidence(fused.confidence(), stored);
      confidenceHalves.add(new LevelBlock(x, top, width, stored));
      if (numbers.isPresent()) {
        MosaicScale.POSITION_ERROR.store(numbers.get().mean(), fused.confidence(), stored);
        errorHalves.get().add(new LevelBlock(x, top, width, stored));
      }
    }
    mosaicHalves.writeCoarser();
    confidenceHalves.writeCoarser();
    errorHalves.ifPresent(Halves::writeCoarser);
    return new FusedCounts(block.channel(), known, clipped, seams.steps());
  }

  /** The levels below a level that is already there. */
  FusedCounts average(Progress progress) {
    List<OmeImage> images = new ArrayList<>(List.of(mosaic, confidence));
    errors.ifPresent(images::add);
    for (OmeImage image : images) {
      progress.checkCancelled();
      LevelBlock from =
          LevelBlock.read(
              image.levels().get(block.level()),
              block.channel(),
              block.layer(),
              x,
              y,
              width,
              height);
      writeBelow(image, from, block.level());
    }
    return new FusedCounts(block.channel(), 0, 0, SeamSteps.NONE);
  }

  /** Rows of a band. */
  private int rows(int top) {
    return Math.min(PyramidGeometry.CHUNK, y + height - top);
  }

  /** A tile that may show something of the superblock, and the error of its position in µm. */
  private record ShownTile(TilePixels pixels, double sigmaUm) {}

  private List<ShownTile> shown() {
    AcquisitionDocument acquisition = tiles.acquisition();
    double p = acquisition.pixelSizeUm();
    double beyond = inverse.map(InverseGrid::outwardPx).orElse(0.0) + 1;
    List<ShownTile> shown = new ArrayList<>();
    for (PlacedTile tile : sample.read(Layout.positions(block.section())).tiles()) {
      double tileX = (tile.xUm() - acquisition.canvas().xUm()) / p;
      double tileY = (tile.yUm() - acquisition.canvas().yUm()) / p;
      boolean touches =
          tileX - beyond < x + width
              && tileX + acquisition.orientedWidthPx() + beyond > x
              && tileY - beyond < y + height
              && tileY + acquisition.orientedHeightPx() + beyond > y;
      if (touches && tiles.section().has(tile.tile(), block.layer(), block.channel())) {
        TilePixels pixels =
            new TilePixels(tiles.raw(tile.tile(), block.layer(), block.channel()), tileX, tileY);
        shown.add(new ShownTile(pixels, tile.sigmaUm()));
      }
    }
    return shown;
  }

  private FusedBlock fused(
      MosaicBlock band, List<ShownTile> shown, TileWeights weights, Optional<TileNumbers> numbers) {
    for (ShownTile tile : shown) {
      if (inverse.isPresent()) {
        band.add(tile.pixels(), weights, inverse.get());
      } else {
        band.add(tile.pixels(), weights);
      }
      numbers.ifPresent(errors -> errors.added(tile.sigmaUm()));
    }
    return band.mean();
  }

  private TileWeights weights(AcquisitionDocument acquisition) {
    double taperPx = params.taper() / acquisition.pixelSizeUm();
    return sample.derived(
        "weights %s %s %s %s %s"
            .formatted(
                block.channel(),
                Flatfields.state(sample, block.channel()),
                acquisition.orientation(),
                params.blend(),
                taperPx),
        () ->
            TileWeights.of(
                Flatfields.of(sample, acquisition, block.channel()),
                acquisition.orientation(),
                new Blending(params.blend(), taperPx)));
  }

  /** Writes bands of level 0 and gathers level 1, from which the coarser levels follow. */
  private final class Halves {

    private final OmeImage image;
    private final LevelBlock level1;

    Halves(OmeImage image) {
      this.image = image;
      int columns = BlockAverage.halved(width);
      this.level1 =
          new LevelBlock(x / 2, y / 2, columns, new short[columns * BlockAverage.halved(height)]);
    }

    void add(LevelBlock band) {
      band.write(image.levels().get(0), block.channel(), block.layer());
      if (geometry.levels() > 1) {
        LevelBlock half = band.halved();
        System.arraycopy(
            half.pixels(),
            0,
            level1.pixels(),
            (half.y() - level1.y()) * level1.width(),
            half.pixels().length);
      }
    }

    void writeCoarser() {
      if (geometry.levels() > 1) {
        level1.write(image.levels().get(1), block.channel(), block.layer());
        writeBelow(image, level1, 1);
      }
    }
  }

  /** Writes the levels that a block owns below one of them. */
  private void writeBelow(OmeImage image, LevelBlock from, int level) {
    LevelBlock at = from;
    int last = Math.min(geometry.levels() - 1, block.level() + PyramidGeometry.LEVELS_PER_BLOCK);
    for (int below = level + 1; below <= last; below++) {
      at = at.halved();
      at.write(image.levels().get(below), block.channel(), block.layer());
    }
  }

  /**
   * Stores confidences in 8 significant bits, 0.2 % of σ at most, which a third of the bytes holds;
   * never 0 where something is known.
   */
  private static long storeConfidence(float[] confidence, short[] stored) {
    float perStep = (float) (1 / MosaicScale.CONFIDENCE.bscale());
    int known = 0;
    for (int i = 0; i < stored.length; i++) {
      float c = confidence[i];
      int least = c > 0 ? 1 : 0;
      float kept = Float.intBitsToFloat(Float.floatToRawIntBits(c) + HALF_LAST_BIT & KEPT_BITS);
      int steps = Math.min(65535, (int) (kept * perStep + 0.5f));
      stored[i] = (short) Math.max(least, steps);
      known += least;
    }
    return known;
  }

  private OmeImage open(String path) {
    return OmeImage.open(ZarrGroup.open(sample.store(), path));
  }
}
