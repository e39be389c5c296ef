package org.imaxt.core.algo.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;

class SeamMeterTest {

  private static final int W = 240;
  private static final int H = 200;
  private static final Orientation PLAIN = Orientation.IDENTITY;
  private static final Flatfield FLAT = Flatfield.identity(W, H);

  /** Raw values are rounded by up to 0.5 ADU on either side; a slope may make it systematic. */
  private static final double ROUNDING_ADU = 1;

  private static final DoubleBinaryOperator SLOPE = (x, y) -> 1000 + 2 * x + y;

  private static TileWeights weights(BlendMode mode) {
    return TileWeights.of(FLAT, PLAIN, new Blending(mode, 40));
  }

  private static SeamSteps measure(List<TilePixels> tiles, BlendMode mode) {
    FusedBlock fused = FuseScene.fuse(tiles, weights(mode), 0, 0, 400, 220);
    SeamMeter meter = new SeamMeter(weights(mode), Optional.empty());
    tiles.forEach(tile -> meter.add(fused, tile));
    return meter.steps();
  }

  private static TilePixels tile(double x, double y, double brighter) {
    return new TilePixels(
        FuseScene.tile(x, y, FLAT, PLAIN, (u, v) -> brighter + SLOPE.applyAsDouble(u, v)), x, y);
  }

  @Test
  void findsNoSeamInASlope() {
    SeamSteps steps = measure(List.of(tile(0.3, 0, 0), tile(150.6, 3.2, 0)), BlendMode.NONE);
    assertTrue(steps.segments() >= 2, steps.segments() + " pieces");
    assertEquals(0, steps.seam() * steps.signalAdu(), 2 * ROUNDING_ADU);
    assertEquals(4, steps.besideAdu(), ROUNDING_ADU, "two px of the slope of 2 ADU a px");
  }

  @Test
  void measuresTheStepThatUnblendedTilesLeave() {
    List<TilePixels> tiles = List.of(tile(0.3, 0, 0), tile(150.6, 3.2, 60));
    FusedBlock fused = FuseScene.fuse(tiles, weights(BlendMode.NONE), 0, 0, 400, 220);
    SeamMeter ends = new SeamMeter(weights(BlendMode.NONE), Optional.empty());
    ends.add(fused, tiles.get(0));
    assertEquals(64, ends.steps().stepAdu(), ROUNDING_ADU, "60 and two px of the slope");
    SeamMeter begins = new SeamMeter(weights(BlendMode.NONE), Optional.empty());
    begins.add(fused, tiles.get(1));
    assertEquals(4, begins.steps().stepAdu(), ROUNDING_ADU, "hidden under the first tile");
  }

  @Test
  void blendingLeavesNoMoreThanTheFloorOfTheRamp() {
    SeamSteps steps = measure(List.of(tile(0.3, 0, 0), tile(150.6, 3.2, 60)), BlendMode.CONFIDENCE);
    assertTrue(
        steps.seam() * steps.signalAdu() <= 2 * 0.02 * 60,
        steps.seam() * steps.signalAdu() + " ADU");
  }

  @Test
  void followsTheBentBordersOfDistortedTiles() {
    List<Double> terms =
        new java.util.ArrayList<>(Collections.nCopies(DistortionModel.POLYNOMIAL.size(), 0.0));
    terms.set(3, 5.0);
    terms.set(5, 7.0);
    terms.set(11, 7.0);
    Distortion bent = new Distortion(DistortionModel.POLYNOMIAL, W, H, 1, 0, 0, terms);
    InverseGrid inverse = InverseGrid.of(bent, PLAIN);
    DoubleBinaryOperator even = (x, y) -> 1000;
    DoubleBinaryOperator brighter = (x, y) -> 1060;
    List<TilePixels> tiles =
        List.of(
            new TilePixels(FuseScene.tile(0.3, 0, FLAT, PLAIN, bent, even), 0.3, 0),
            new TilePixels(FuseScene.tile(150.6, 3.2, FLAT, PLAIN, bent, brighter), 150.6, 3.2));
    FusedBlock fused = FuseScene.fuse(tiles, weights(BlendMode.NONE), inverse, 0, 0, 400, 220);
    SeamMeter meter = new SeamMeter(weights(BlendMode.NONE), Optional.of(inverse));
    meter.add(fused, tiles.get(0));
    assertEquals(60, meter.steps().stepAdu(), 1);
    assertEquals(0, meter.steps().besideAdu(), 1e-3);
  }

  @Test
  void numbersOfTilesAreWeightedAsTheirPixels() {
    MosaicBlock block = new MosaicBlock(0, 0, 400, 220);
    TileNumbers numbers = new TileNumbers(block);
    TileWeights weights = weights(BlendMode.CONFIDENCE);
    block.add(tile(0, 0, 0), weights);
    numbers.added(0.5);
    block.add(tile(150, 0, 60), weights);
    numbers.added(1.5);
    float[] values = block.mean().values();
    float[] mean = numbers.mean();
    int row = 100 * 400;
    assertEquals(0.5, mean[row + 20], 1e-6);
    assertEquals(1.5, mean[row + 350], 1e-6);
    assertEquals(0, mean[row + 395], 0, "no tile shows it");
    for (int x = 151; x < 239; x++) {
      double slope = SLOPE.applyAsDouble(x + 0.5, 100.5);
      double share = (values[row + x] - slope) / 60;
      assertEquals(0.5 + share, mean[row + x], 0.01, "at " + x);
    }
  }
}
