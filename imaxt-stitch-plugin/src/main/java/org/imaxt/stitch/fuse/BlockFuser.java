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
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.BlockLevels;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.pyramid.PyramidGeometry;
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

  private final Sample sample;
  private final FuseParams params;
  private final Superblock block;
  private final SectionTiles tiles;
  private final Optional<InverseGrid> inverse;
  private final PyramidGeometry.Block place;
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
    this.mosaic = open(Layout.mosaic(block.section()));
    this.confidence = open(Layout.confidence(block.section()));
    this.errors =
        params.positionError()
            ? Optional.of(open(Layout.positionError(block.section())))
            : Optional.empty();
    this.place =
        FuseStage.geometry(tiles.acquisition()).block(block.level(), block.column(), block.row());
    this.x = place.x();
    this.y = place.y();
    this.width = place.width();
    this.height = place.height();
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
    BlockLevels mosaicLevels = levels(mosaic);
    BlockLevels confidenceLevels = levels(confidence);
    Optional<BlockLevels> errorLevels = errors.map(this::levels);
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
      mosaicLevels.add(new LevelBlock(x, top, width, stored));
      known += StoredConfidence.store(fused.confidence(), stored);
      confidenceLevels.add(new LevelBlock(x, top, width, stored));
      if (numbers.isPresent()) {
        MosaicScale.POSITION_ERROR.store(numbers.get().mean(), fused.confidence(), stored);
        errorLevels.get().add(new LevelBlock(x, top, width, stored));
      }
    }
    mosaicLevels.writeCoarser();
    confidenceLevels.writeCoarser();
    errorLevels.ifPresent(BlockLevels::writeCoarser);
    return new FusedCounts(block.channel(), known, clipped, seams.steps());
  }

  /** The levels below a level that is already there. */
  FusedCounts average(Progress progress) {
    List<OmeImage> images = new ArrayList<>(List.of(mosaic, confidence));
    errors.ifPresent(images::add);
    for (OmeImage image : images) {
      progress.checkCancelled();
      BlockLevels.average(image, block.channel(), block.layer(), place, LevelBlock.Zero.UNKNOWN);
    }
    return new FusedCounts(block.channel(), 0, 0, SeamSteps.NONE);
  }

  private BlockLevels levels(OmeImage image) {
    return new BlockLevels(image, block.channel(), block.layer(), place, LevelBlock.Zero.UNKNOWN);
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

  private OmeImage open(String path) {
    return OmeImage.open(ZarrGroup.open(sample.store(), path));
  }
}
