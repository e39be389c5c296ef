package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.FlatfieldShape;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.TileRef;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.tiff.TiffWriter;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.stitch.fuse.MosaicScale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps at the borders of tiles, and the image of the errors of their positions. */
@Tag("slow")
class FusedSeamsTest {

  /** A seam that nobody sees: a third of a grey level of 256 of the signal. */
  private static final double LARGEST_SEAM_PERCENT = 0.15;

  @TempDir Path folder;

  /** One section of one channel, a tile in the middle missing. */
  private WholeWay stitched() throws IOException {
    WholeWay way =
        WholeWay.of(
            PhantomParams.small()
                .withTile(224, 224, 2.8)
                .withSections(1)
                .withChannels(1)
                .withMissingTiles(List.of(new TileRef(1, 4)))
                .only(Effect.STAGE_ERROR, Effect.FLATFIELD, Effect.SHOT_NOISE),
            folder);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    return way;
  }

  private Path flatfield(PhantomTruth truth) throws IOException {
    FlatfieldShape shape = truth.channels().get(0).flatfield();
    float[] gain = new float[224 * 224];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = (float) shape.at(i % 224 + 0.5, i / 224 + 0.5);
    }
    Path file = folder.resolve("truth.tif");
    TiffWriter.write(file, gain, 224, 224);
    return file;
  }

  private static double seamPercent(Report report) {
    return report.items().stream()
        .filter(Report.Item.Figure.class::isInstance)
        .map(Report.Item.Figure.class::cast)
        .filter(n -> n.name().equals("seam of channel 1"))
        .mapToDouble(Report.Item.Figure::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTrueFlatFieldLeavesNoSeamRoundAMissingTile() throws IOException {
    WholeWay way = stitched();
    way.run("stitch");
    double uncorrected = seamPercent(way.run("fuse", "blend", "none"));
    way.run("flatfield", "profile", flatfield(way.truth()), "darkLevel", 0);
    way.run("stitch");
    double corrected = seamPercent(way.run("fuse"));
    assertTrue(uncorrected > 10 * LARGEST_SEAM_PERCENT, uncorrected + " % without correction");
    assertTrue(corrected <= LARGEST_SEAM_PERCENT, corrected + " % of the signal");
  }

  @Test
  void errorsOfPositionsAreAnImageOnlyWhenAskedFor() throws IOException {
    WholeWay way = stitched();
    way.run("stitch");
    way.run("fuse", "positionError", true);
    List<PlacedTile> placed = way.placed(1);
    double least = placed.stream().mapToDouble(PlacedTile::sigmaUm).min().orElseThrow();
    double most = placed.stream().mapToDouble(PlacedTile::sigmaUm).max().orElseThrow();
    try (Sample sample = Sample.open(way.sample())) {
      OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(1)));
      OmeImage errors = OmeImage.open(ZarrGroup.open(sample.store(), Layout.positionError(1)));
      assertEquals(mosaic.levels().size(), errors.levels().size());
      IntensityScale scale = MosaicScale.read(errors);
      short[] shown = (short[]) mosaic.levels().get(0).readChunk(0, 0, 0, 0, 0);
      short[] stored = (short[]) errors.levels().get(0).readChunk(0, 0, 0, 0, 0);
      int outside = 0;
      for (int i = 0; i < stored.length; i++) {
        double um = scale.physical(stored[i] & 0xffff);
        boolean fits = um >= least - scale.bscale() && um <= most + scale.bscale();
        outside += shown[i] == 0 ? (stored[i] == 0 ? 0 : 1) : (fits ? 0 : 1);
      }
      assertEquals(0, outside, "pixels beyond the errors of all tiles");
    }
    way.run("fuse");
    try (Sample sample = Sample.open(way.sample())) {
      assertFalse(ZarrGroup.exists(sample.store(), Layout.positionError(1)));
    }
  }
}
