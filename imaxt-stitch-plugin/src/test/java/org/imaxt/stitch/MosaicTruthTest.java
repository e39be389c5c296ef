package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.algo.fuse.IntensityScale;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.phantom.Effect;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TileTruth;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.stitch.fuse.MosaicScale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fused mosaics against the specimen, which tiles without noise show at their true places. */
@Tag("slow")
class MosaicTruthTest {

  /** Rounding of tile and mosaic to whole ADU. */
  private static final double ROUNDING_ADU = 0.5;

  /** What correction may leave of the unevenness: few and small tiles full of structure. */
  private static final double CORRECTED_SHARE = 0.4;

  @TempDir Path folder;

  /** A grey image at one place. */
  private record Plane(float[] values, int width) {

    int height() {
      return values.length / width;
    }

    boolean covers(double x, double y, double margin) {
      return x >= margin && y >= margin && x < width - 1 - margin && y < height() - 1 - margin;
    }

    /** Bilinear value; x, y from the centre of the first pixel. */
    double at(double x, double y) {
      int i = (int) Math.floor(x);
      int j = (int) Math.floor(y);
      double fx = x - i;
      double fy = y - j;
      int k = j * width + i;
      return (1 - fy) * ((1 - fx) * values[k] + fx * values[k + 1])
          + fy * ((1 - fx) * values[k + width] + fx * values[k + width + 1]);
    }
  }

  private static Plane mosaic(Sample sample) {
    OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(1)));
    IntensityScale scale = MosaicScale.read(image);
    long[] shape = image.levels().get(0).spec().shape();
    int width = (int) shape[4];
    int height = (int) shape[3];
    float[] values = new float[width * height];
    for (int row = 0; row * 512 < height; row++) {
      for (int column = 0; column * 512 < width; column++) {
        short[] chunk = (short[]) image.levels().get(0).readChunk(0, 0, 0, row, column);
        for (int y = row * 512; y < Math.min(height, row * 512 + 512); y++) {
          for (int x = column * 512; x < Math.min(width, column * 512 + 512); x++) {
            int stored = chunk[(y % 512) * 512 + x % 512] & 0xffff;
            values[y * width + x] = stored == 0 ? Float.NaN : (float) scale.physical(stored);
          }
        }
      }
    }
    return new Plane(values, width);
  }

  private static Plane tile(Sample sample, int tile) {
    short[] raw = (short[]) sample.array(Layout.raw(1)).readChunk(tile, 0, 0, 0, 0);
    float[] values = new float[raw.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = raw[i] & 0xffff;
    }
    return new Plane(values, sample.read(Layout.acquisition()).tileWidthPx());
  }

  /** Root mean square of differences. */
  private static final class Rms {
    private double sum;
    private int count;

    void add(double difference) {
      sum += difference * difference;
      count++;
    }

    double value() {
      return Math.sqrt(sum / count);
    }
  }

  private WholeWay stitched(PhantomParams params, Path at) throws IOException {
    WholeWay way = WholeWay.of(params, at);
    way.run("ingest", "input", way.acquisition(), "orientation", "identity");
    return way;
  }

  @Test
  void theMosaicShowsTheSpecimenWithinTheErrorOfInterpolation() throws IOException {
    WholeWay way =
        stitched(
            PhantomParams.small().withSections(1).withChannels(1).only(Effect.STAGE_ERROR), folder);
    way.run("stitch");
    way.run("fuse");
    List<TileTruth> truth = way.truth().sections().get(0).tiles();
    try (Sample sample = Sample.open(way.sample())) {
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      double p = acquisition.pixelSizeUm();
      double[] shift = shift(truth, sample.read(Layout.positions(1)).tiles());
      Plane mosaic = mosaic(sample);
      Rms ofMosaic = new Rms();
      Rms ofTiles = new Rms();
      for (TileTruth a : truth) {
        Plane tile = tile(sample, a.tile());
        double x0 = (a.trueXUm() + shift[0] - acquisition.canvas().xUm()) / p;
        double y0 = (a.trueYUm() + shift[1] - acquisition.canvas().yUm()) / p;
        addMosaic(ofMosaic, mosaic, tile, x0, y0);
        for (TileTruth b : truth) {
          addOverlap(ofTiles, tile, tile(sample, b.tile()), a, b, p);
        }
      }
      assertTrue(ofMosaic.count > 10_000 && ofTiles.count > 5_000);
      double bound = ofTiles.value() + ROUNDING_ADU;
      System.getLogger("accuracy")
          .log(
              System.Logger.Level.INFO,
              "mosaic to tiles {0} ADU rms, tile to tile at true places {1} ADU rms",
              ofMosaic.value(),
              ofTiles.value());
      assertTrue(ofMosaic.value() <= bound, ofMosaic.value() + " ADU rms, bound " + bound);
    }
  }

  /** The mosaic's pixels against a tile whose first pixel's corner lies at x0, y0. */
  private static void addMosaic(Rms rms, Plane mosaic, Plane tile, double x0, double y0) {
    for (int y = (int) Math.ceil(y0) + 4; y < y0 + tile.height() - 4; y += 2) {
      for (int x = (int) Math.ceil(x0) + 4; x < x0 + tile.width() - 4; x += 2) {
        rms.add(mosaic.values()[y * mosaic.width() + x] - tile.at(x - x0, y - y0));
      }
    }
  }

  /** What is left between two tiles at their true places is the error of interpolation. */
  private static void addOverlap(
      Rms rms, Plane tileA, Plane tileB, TileTruth a, TileTruth b, double p) {
    if (a.tile() == b.tile()) {
      return;
    }
    double dx = (b.trueXUm() - a.trueXUm()) / p;
    double dy = (b.trueYUm() - a.trueYUm()) / p;
    for (int y = 4; y < tileB.height() - 4; y += 3) {
      for (int x = 4; x < tileB.width() - 4; x += 3) {
        if (tileA.covers(x + dx, y + dy, 2)) {
          rms.add(tileA.at(x + dx, y + dy) - tileB.at(x, y));
        }
      }
    }
  }

  /** The one shift that stage positions leave open. */
  private static double[] shift(List<TileTruth> truth, List<PlacedTile> found) {
    double x = 0;
    double y = 0;
    for (PlacedTile tile : found) {
      x += (tile.xUm() - truth.get(tile.tile()).trueXUm()) / found.size();
      y += (tile.yUm() - truth.get(tile.tile()).trueYUm()) / found.size();
    }
    return new double[] {x, y};
  }

  @Test
  void correctionTakesUnevenIlluminationOutOfTheMosaic() throws IOException {
    PhantomParams params = PhantomParams.small().withChannels(1);
    WholeWay even = stitched(params.only(Effect.STAGE_ERROR), folder.resolve("even"));
    WholeWay uneven =
        stitched(params.only(Effect.STAGE_ERROR, Effect.FLATFIELD), folder.resolve("uneven"));
    uneven.run("flatfield", "darkLevel", 0);
    WholeWay uncorrected =
        stitched(params.only(Effect.STAGE_ERROR, Effect.FLATFIELD), folder.resolve("uncorrected"));
    for (WholeWay way : List.of(even, uneven, uncorrected)) {
      way.run("stitch");
      way.run("fuse", "blend", "none");
    }
    try (Sample a = Sample.open(even.sample());
        Sample b = Sample.open(uneven.sample());
        Sample c = Sample.open(uncorrected.sample())) {
      assertTrue(b.read(Layout.flatfieldQuality(1)).estimated());
      double corrected = difference(mosaic(a), mosaic(b));
      double before = difference(mosaic(a), mosaic(c));
      System.getLogger("accuracy")
          .log(
              System.Logger.Level.INFO,
              "uneven illumination changes mosaics by {0} of the signal, {1} when corrected",
              before,
              corrected);
      assertTrue(
          corrected <= CORRECTED_SHARE * before, corrected + " of the signal, was " + before);
    }
  }

  /** Root mean square difference of two mosaics as a share of the signal. */
  private static double difference(Plane truth, Plane other) {
    assertEquals(truth.width(), other.width());
    double ratio = scale(truth, other);
    Rms difference = new Rms();
    Rms signal = new Rms();
    for (int i = 0; i < truth.values().length; i++) {
      if (!Float.isNaN(truth.values()[i]) && !Float.isNaN(other.values()[i])) {
        difference.add(other.values()[i] / ratio - truth.values()[i]);
        signal.add(truth.values()[i]);
      }
    }
    return difference.value() / signal.value();
  }

  /** Gain is known up to a factor: mean 1 over the useful area. */
  private static double scale(Plane truth, Plane corrected) {
    double sum = 0;
    double other = 0;
    for (int i = 0; i < truth.values().length; i++) {
      if (!Float.isNaN(truth.values()[i]) && !Float.isNaN(corrected.values()[i])) {
        sum += truth.values()[i];
        other += corrected.values()[i];
      }
    }
    return other / sum;
  }
}
