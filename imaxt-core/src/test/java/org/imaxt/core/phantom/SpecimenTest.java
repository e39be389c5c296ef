package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the block holds, pooled over seeds. */
class SpecimenTest {
  private static final List<Long> SEEDS = List.of(101L, 102L, 103L, 104L, 105L, 106L);

  @Test
  void beadsHaveTheirDensityRadiusAndAmplitude() {
    PhantomParams p = PhantomParams.defaults();
    p = p.withSpecimen(p.specimen().withTissue(0, 0)).withGrid(6, 6);
    double n = 0;
    double radius = 0;
    double square = 0;
    double amplitude = 0;
    double damaged = 0;
    double volume = 0;
    for (long seed : SEEDS) {
      MosaicExtent e = MosaicExtent.of(p.grid());
      double margin = 2 * 90;
      volume += (e.widthUm() + margin) * (e.heightUm() + margin) * (7 * 15 + 12 + margin) * 1e-9;
      for (PhantomBead b : new Phantom(p.withSeed(seed)).truth().beads()) {
        n++;
        radius += b.radiusUm();
        square += b.radiusUm() * b.radiusUm();
        amplitude += b.amplitude();
        damaged += b.damaged() ? 1 : 0;
        assertTrue(b.radiusUm() >= 34 && b.radiusUm() <= 60, "radius " + b.radiusUm());
        assertTrue(b.amplitude() >= 0.7 && b.amplitude() <= 1.3, "amplitude " + b.amplitude());
      }
    }
    // Some 1500 beads: four standard errors of each; neighbours add up to 6 % to the density.
    assertEquals(20 * 1.03, n / volume, 20 * (0.03 + 4 / Math.sqrt(n)), "beads a mm³");
    assertEquals(46, radius / n, 4 * 4 / Math.sqrt(n), "mean radius, µm");
    assertEquals(4, Math.sqrt(square / n - radius * radius / n / n), 0.4, "σ of the radius, µm");
    assertEquals(1, amplitude / n, 4 * 0.18 / Math.sqrt(n), "mean amplitude");
    assertEquals(0.05, damaged / n, 4 * Math.sqrt(0.05 / n), "damaged");
  }

  @Test
  void beadsNeitherOverlapNorLieInTissueYetSomeTouch() {
    int touching = 0;
    for (long seed : SEEDS) {
      Specimen s = specimen(seed);
      for (PhantomBead a : s.beads()) {
        assertTrue(s.shape().coverage(a.xUm(), a.yUm(), a.zUm()) <= 0.5, "bead in tissue");
        for (PhantomBead b : s.beads()) {
          double dx = a.xUm() - b.xUm();
          double dy = a.yUm() - b.yUm();
          double dz = a.zUm() - b.zUm();
          double gap = Math.sqrt(dx * dx + dy * dy + dz * dz) - a.radiusUm() - b.radiusUm();
          assertTrue(a.id() == b.id() || gap >= 0, "beads overlap by " + -gap + " µm");
          touching += a.id() < b.id() && gap < 0.5 ? 1 : 0;
        }
      }
    }
    assertTrue(touching >= 6, "touching pairs in 6 samples: " + touching);
  }

  @Test
  void tissueTakesAboutAThirdOfTheWidthAndItsSignalTheRange() {
    PhantomParams p = PhantomParams.defaults().withSections(1).only();
    double cover = 0;
    for (long seed : SEEDS) {
      MosaicExtent e = MosaicExtent.of(p.grid());
      NodeGrid g =
          NodeGrid.covering(e.xUm(), e.yUm(), e.xUm() + e.widthUm(), e.yUm() + e.heightUm(), 20, 0);
      float[] tissue = new float[g.size()];
      specimen(seed).shape().coverage(g, Phantom.layer(p, 1, 1), tissue);
      for (float t : tissue) {
        cover += t / g.size() / SEEDS.size();
      }
    }
    // An ellipse of 0.34 x 0.78 of the mosaic fills 0.21 of it; satellites and lobes add to it.
    assertTrue(cover > 0.17 && cover < 0.33, "tissue covers " + cover);
  }

  @Test
  void signalsLieInTheirRanges() {
    PhantomParams p = PhantomParams.defaults().withSections(1).withChannels(1).only();
    for (long seed : SEEDS) {
      Phantom phantom = new Phantom(p.withSeed(seed));
      ChannelTruth c = phantom.truth().channels().get(0);
      assertTrue(c.tissueElectrons() >= 300 && c.tissueElectrons() <= 450);
      SectionTruth s = phantom.truth().sections().get(0);
      int middle = 12;
      float[] image = phantom.renderer().emission(1, 1, middle)[0];
      assertEquals(2, s.tiles().get(middle).row());
      int low = 0;
      int high = 0;
      int tissue = 0;
      for (float v : image) {
        if (v > 2 * c.agaroseElectrons()) {
          tissue++;
          low += v < 100 ? 1 : 0;
          high += v > 800 ? 1 : 0;
        }
      }
      assertTrue(tissue > image.length / 3, "the middle tile shows tissue: " + tissue);
      // Lumina and edges are darker, single cells in bright tissue brighter.
      assertTrue(low < 0.06 * tissue, "below 100 e⁻: " + low + " of " + tissue);
      assertTrue(high < 0.03 * tissue, "above 800 e⁻: " + high + " of " + tissue);
    }
  }

  private static Specimen specimen(long seed) {
    return new Specimen(PhantomParams.defaults().withSections(2), new Draw(seed), 1.5);
  }
}
