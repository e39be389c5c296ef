package org.imaxt.stitch.fuse;

import org.imaxt.core.algo.fuse.Blending;
import org.imaxt.core.algo.fuse.FusedBlock;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.algo.fuse.MosaicBlock;
import org.imaxt.core.algo.fuse.TilePixels;
import org.imaxt.core.algo.fuse.TileWeights;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.stitch.tiles.Flatfields;
import org.imaxt.stitch.tiles.SectionTiles;

/** Makes the pixels of a superblock and writes all levels that it owns. */
final class BlockFuser {

  private final Sample sample;
  private final FuseParams params;
  private final Superblock block;
  private final SectionTiles tiles;
  private final PyramidGeometry geometry;
  private final OmeImage mosaic;
  private final OmeImage confidence;
  private final int x;
  private final int y;
  private final int width;
  private final int height;

  BlockFuser(Sample sample, FuseParams params, Superblock block) {
    this.sample = sample;
    this.params = params;
    this.block = block;
    this.tiles = SectionTiles.open(sample, block.section());
    this.geometry = new PyramidGeometry(tiles.acquisition());
    this.mosaic = open(Layout.mosaic(block.section()));
    this.confidence = open(Layout.confidence(block.section()));
    this.x = block.column() * PyramidGeometry.SUPERBLOCK;
    this.y = block.row() * PyramidGeometry.SUPERBLOCK;
    this.width = Math.min(PyramidGeometry.SUPERBLOCK, geometry.width(block.level()) - x);
    this.height = Math.min(PyramidGeometry.SUPERBLOCK, geometry.height(block.level()) - y);
  }

  /** Level 0 from the tiles, and the levels below it. */
  FusedCounts fuse(Progress progress) {
    FusedBlock fused = fused(progress);
    IntensityScale scale = MosaicScale.read(mosaic);
    short[] stored = new short[width * height];
    long clipped = scale.store(fused.values(), fused.confidence(), stored);
    writeLevels(mosaic, new LevelBlock(x, y, width, stored), LevelBlock::write);
    progress.checkCancelled();
    long known = storeConfidence(fused.confidence(), stored);
    writeLevels(confidence, new LevelBlock(x, y, width, stored), LevelBlock::write);
    return new FusedCounts(known, clipped);
  }

  /** The levels below a level that is already there. */
  FusedCounts average(Progress progress) {
    for (OmeImage image : new OmeImage[] {mosaic, confidence}) {
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
      writeLevels(image, from, (level, array, channel, layer) -> {});
    }
    return new FusedCounts(0, 0);
  }

  private FusedBlock fused(Progress progress) {
    AcquisitionDocument acquisition = tiles.acquisition();
    PositionsDocument positions = sample.read(Layout.positions(block.section()));
    TileWeights weights = weights(acquisition);
    double p = acquisition.pixelSizeUm();
    MosaicBlock made = new MosaicBlock(x, y, width, height);
    for (PlacedTile tile : positions.tiles()) {
      double tileX = (tile.xUm() - acquisition.canvas().xUm()) / p;
      double tileY = (tile.yUm() - acquisition.canvas().yUm()) / p;
      boolean touches =
          tileX < x + width
              && tileX + acquisition.orientedWidthPx() > x
              && tileY < y + height
              && tileY + acquisition.orientedHeightPx() > y;
      if (touches && tiles.section().has(tile.tile(), block.layer(), block.channel())) {
        progress.checkCancelled();
        made.add(
            new TilePixels(tiles.raw(tile.tile(), block.layer(), block.channel()), tileX, tileY),
            weights);
      }
    }
    return made.mean();
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

  /** What is done with the level that a block starts from. */
  private interface FirstLevel {
    void take(LevelBlock level, ZarrArray array, int channel, int layer);
  }

  private void writeLevels(OmeImage image, LevelBlock from, FirstLevel first) {
    LevelBlock at = from;
    first.take(at, image.levels().get(block.level()), block.channel(), block.layer());
    int last = Math.min(geometry.levels() - 1, block.level() + PyramidGeometry.LEVELS_PER_BLOCK);
    for (int level = block.level() + 1; level <= last; level++) {
      at = at.halved();
      at.write(image.levels().get(level), block.channel(), block.layer());
    }
  }

  /** Stores confidences, rounded, but never 0 where something is known. */
  private static long storeConfidence(float[] confidence, short[] stored) {
    float perStep = (float) (1 / MosaicScale.CONFIDENCE.bscale());
    int known = 0;
    for (int i = 0; i < stored.length; i++) {
      float c = confidence[i];
      int least = c > 0 ? 1 : 0;
      int steps = Math.min(65535, (int) (c * perStep + 0.5f));
      stored[i] = (short) Math.max(least, steps);
      known += least;
    }
    return known;
  }

  private OmeImage open(String path) {
    return OmeImage.open(ZarrGroup.open(sample.store(), path));
  }
}
