package org.imaxt.stitch.overlaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.distortion.DistortionFit;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.JointDistortion;
import org.imaxt.core.algo.distortion.OverlapEquations;
import org.imaxt.core.algo.distortion.OverlapPoint;
import org.imaxt.core.algo.stitch.FieldEquations;
import org.imaxt.core.algo.stitch.LocalSteps;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.OverlapStrips;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.Strip;
import org.imaxt.core.algo.stitch.StripPair;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.tiles.SectionTiles;
import org.imaxt.stitch.tiles.StripReader;

/**
 * Finds corresponding places in the overlaps of one section, whatever the distortion.
 *
 * <p>Patches of one overlap disagree by several pixels where the field is distorted, and are
 * themselves sheared. So the search is repeated: patches far apart first, then a distortion fitted
 * to this section alone, then the same patches in strips freed of it, closer and closer. Where
 * {@link RoughDistortion} knows the distortion to a fraction of a pixel, the first of it is spared.
 * Strips are read once, at no more than {@link #PIXEL_UM} a pixel.
 */
public final class OverlapSurvey {

  /** Finer pixels than about this are averaged: cells are resolved, more costs time alone, µm. */
  private static final double PIXEL_UM = 2;

  private static final int EDGE_PX = 36;
  private static final double MAX_SIGMA_PX = 0.5;

  /** How far patches may depart from the step of their overlap, pass by pass, µm. */
  private static final double[] REACH_UM = {16, 5};

  /** The same where the distortion is about known. */
  private static final double[] KNOWN_REACH_UM = {5};

  /** Strips are freed of the distortion again if it moves a pixel by more than this, px. */
  private static final double MOVED_PX = 0.1;

  /** Places along either axis at which that is looked at. */
  private static final int LOOKED_AT = 5;

  /** Gauss-Newton steps of the section's own distortion by intensity differences. */
  private static final int STEPS = 2;

  /** What is kept round an overlap: reach of the patches and of the distortion, µm. */
  private static final double KEPT_UM = 40;

  private static final int FIRST_PATCHES = 6;

  /** How far a section's own distortion is expected to be from the start, µm. */
  private static final double PRIOR_UM = 15;

  /** How large coefficients are expected to be at most, µm. */
  private static final double WIDE_UM = 40;

  private final SectionTiles tiles;
  private final StripReader reader;
  private final Params params;
  private final Knowledge knowledge;
  private final int bin;
  private final double pixelUm;

  /** Camera image and distortion at the survey's resolution. */
  private Distortion distortion;

  /**
   * How overlaps are surveyed.
   *
   * @param searchRadiusUm largest departure of an overlap from its nominal step, µm
   * @param patches patches looked at in each overlap in the last pass
   * @param falseMatchRate chance that noise passes for a match
   */
  public record Params(double searchRadiusUm, int patches, double falseMatchRate) {}

  /** What is known of the distortion at the start. */
  private enum Knowledge {
    NOTHING,
    ROUGHLY
  }

  private OverlapSurvey(
      Sample sample, SectionTiles tiles, Distortion start, Params params, Knowledge knowledge) {
    this.tiles = tiles;
    this.reader = UsefulAreas.reader(sample, tiles);
    this.params = params;
    this.knowledge = knowledge;
    AcquisitionDocument acquisition = tiles.acquisition();
    this.bin = bin(acquisition);
    this.pixelUm = acquisition.pixelSizeUm() * bin;
    this.distortion = start.binned(bin);
  }

  /**
   * A survey of a section by what it shows alone.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param start distortion to begin with, its terms those of the fit between passes
   * @param params how to survey
   * @return the survey
   */
  static OverlapSurvey alone(Sample sample, SectionTiles tiles, Distortion start, Params params) {
    return new OverlapSurvey(sample, tiles, start, params, Knowledge.NOTHING);
  }

  /**
   * A survey of a section that begins with what a few overlaps of the sample show, if they do.
   *
   * @param sample the sample
   * @param tiles tiles of the section
   * @param start distortion to begin with, its terms those of the fit between passes
   * @param params how to survey
   * @param progress cancellation
   * @return the survey
   */
  public static OverlapSurvey of(
      Sample sample, SectionTiles tiles, Distortion start, Params params, Progress progress) {
    return RoughDistortion.of(sample, start, params, progress)
        .map(rough -> new OverlapSurvey(sample, tiles, rough, params, Knowledge.ROUGHLY))
        .orElseGet(() -> alone(sample, tiles, start, params));
  }

  /** The largest divisor of both sides that keeps pixels fine enough. */
  private static int bin(AcquisitionDocument acquisition) {
    int bin = (int) (1.2 * PIXEL_UM / acquisition.pixelSizeUm());
    while (bin > 1
        && (acquisition.tileWidthPx() % bin != 0 || acquisition.tileHeightPx() % bin != 0)) {
      bin--;
    }
    return Math.max(1, bin);
  }

  /**
   * Surveys pairs of tiles.
   *
   * @param pairs pairs with their nominal steps, px of the undistorted tile
   * @param progress cancellation
   * @return the pairs that show corresponding places, in the order given
   */
  public List<PairPoints> of(List<NeighbourPair> pairs, Progress progress) {
    List<Overlap> overlaps = new ArrayList<>();
    for (NeighbourPair pair : pairs) {
      progress.checkCancelled();
      overlap(pair).ifPresent(overlaps::add);
    }
    boolean known = knowledge == Knowledge.ROUGHLY;
    for (double reachUm : known ? KNOWN_REACH_UM : REACH_UM) {
      InverseGrid inverse = InverseGrid.of(distortion, tiles.acquisition().orientation());
      int reach = Math.max(1, (int) Math.round(reachUm / pixelUm));
      LocalSteps.Params local = new LocalSteps.Params(EDGE_PX, FIRST_PATCHES, reach, MAX_SIGMA_PX);
      for (Overlap overlap : overlaps) {
        progress.checkCancelled();
        overlap.measure(inverse, local);
      }
      if (!known) {
        take(DistortionFit.fit(numbered(overlaps), distortion, PRIOR_UM));
      }
    }
    overlaps.removeIf(o -> o.points.isEmpty());
    refine(overlaps, progress);
    return overlaps.stream().map(Overlap::found).toList();
  }

  private void refine(List<Overlap> overlaps, Progress progress) {
    LocalSteps.Params local = new LocalSteps.Params(EDGE_PX, params.patches(), 1, MAX_SIGMA_PX);
    for (int step = 0; step < STEPS; step++) {
      InverseGrid inverse = InverseGrid.of(distortion, tiles.acquisition().orientation());
      for (Overlap overlap : overlaps) {
        progress.checkCancelled();
        overlap.differentiate(inverse, local);
      }
      double[] solved =
          JointDistortion.of(
                  overlaps.stream().map(o -> o.equations).toList(), distortion.model(), WIDE_UM)
              .coefficientsUm();
      for (Overlap overlap : overlaps) {
        overlap.step = overlap.equations.step(solved);
      }
      Distortion next = distortion.withCoefficients(Arrays.stream(solved).boxed().toList());
      if (step < STEPS - 1 && moves(next)) {
        take(next);
      }
    }
  }

  /** Whether a distortion differs from the one that strips are freed of. */
  private boolean moves(Distortion next) {
    double[] now = new double[2];
    double[] then = new double[2];
    for (int k = 0; k < LOOKED_AT * LOOKED_AT; k++) {
      double u = (double) (k % LOOKED_AT) / (LOOKED_AT - 1) * distortion.widthPx();
      double v = (double) (k / LOOKED_AT) / (LOOKED_AT - 1) * distortion.heightPx();
      distortion.displacement(u, v, now);
      next.displacement(u, v, then);
      if (Math.hypot(then[0] - now[0], then[1] - now[1]) > MOVED_PX) {
        return true;
      }
    }
    return false;
  }

  /** Goes on with a distortion, unless too few overlaps made one that no lens has. */
  private void take(Distortion found) {
    if (!found.folds()) {
      distortion = found;
    }
  }

  private TurnedPlaces places() {
    return new TurnedPlaces(distortion, tiles.acquisition().orientation());
  }

  private static List<OverlapPoint> numbered(List<Overlap> overlaps) {
    List<OverlapPoint> all = new ArrayList<>();
    for (int i = 0; i < overlaps.size(); i++) {
      for (OverlapPoint point : overlaps.get(i).points) {
        all.add(point.withPair(i));
      }
    }
    return all;
  }

  /** Reads the strips of a pair; nothing if it has none or no channel shows both tiles. */
  private Optional<Overlap> overlap(NeighbourPair pair) {
    AcquisitionDocument acquisition = tiles.acquisition();
    List<Integer> channels = new ArrayList<>(tiles.channels(pair.a(), 1));
    channels.retainAll(tiles.channels(pair.b(), 1));
    TileSize size = new TileSize(acquisition.orientedWidthPx(), acquisition.orientedHeightPx());
    double reach = params.searchRadiusUm() / acquisition.pixelSizeUm();
    return channels.isEmpty()
        ? Optional.empty()
        : OverlapStrips.of(pair, size, size, reach)
            .map(
                strips ->
                    new Overlap(
                        pair,
                        reader.read(pair.a(), strips.a(), channels, bin),
                        reader.read(pair.b(), strips.b(), channels, bin)));
  }

  /** Strips freed of a distortion. */
  private record Freed(Distortion of, StripPair strips) {}

  /** A pair of tiles under survey. */
  private final class Overlap {
    private final NeighbourPair pair;
    private final NeighbourPair binned;
    private Strip a;
    private Strip b;

    /** The strips freed of a distortion, which several passes share. */
    private Optional<Freed> freed = Optional.empty();

    private List<OverlapPoint> points = List.of();
    private double[] step = new double[0];
    private OverlapEquations equations = new OverlapEquations(new double[2], new double[0]);

    Overlap(NeighbourPair pair, Strip a, Strip b) {
      this.pair = pair;
      this.binned = pair.binned(bin);
      this.a = a;
      this.b = b;
    }

    void measure(InverseGrid inverse, LocalSteps.Params local) {
      Optional<double[]> found =
          points.isEmpty() ? coarse(strips(inverse)) : Optional.of(meanStep());
      found.ifPresent(this::crop);
      points =
          found.map(s -> LocalSteps.of(strips(inverse), s, local)).orElse(List.of()).stream()
              .map(places()::point)
              .toList();
    }

    /** Keeps what may lie in the overlap, now that its step is about known. */
    private void crop(double[] found) {
      int margin = (int) (KEPT_UM / pixelUm);
      StripPair cropped = new StripPair(binned, a, b).cropped(found, margin);
      a = cropped.a();
      b = cropped.b();
      freed = freed.map(f -> new Freed(f.of(), f.strips().cropped(found, margin)));
    }

    void differentiate(InverseGrid inverse, LocalSteps.Params local) {
      equations =
          FieldEquations.of(
              strips(inverse),
              step.length == 0 ? meanStep() : step,
              distortion,
              inverse,
              tiles.acquisition().orientation(),
              local);
    }

    private StripPair strips(InverseGrid inverse) {
      if (distortion.isIdentity()) {
        return new StripPair(binned, a, b);
      }
      if (freed.filter(f -> f.of().equals(distortion)).isEmpty()) {
        StripPair strips = new StripPair(binned, a.through(inverse), b.through(inverse));
        freed = Optional.of(new Freed(distortion, strips));
      }
      return freed.get().strips();
    }

    /**
     * At half of the resolution where that suffices: distortion blurs fine structure anyhow. Small
     * tiles have few pixels to spare and are searched in all of them too.
     */
    private Optional<double[]> coarse(StripPair strips) {
      Optional<double[]> found =
          LocalSteps.coarse(strips.halved(), pairParams(2))
              .map(step -> new double[] {2 * step[0], 2 * step[1]});
      return found.isPresent() || bin > 1 ? found : LocalSteps.coarse(strips, pairParams(1));
    }

    private PairParams pairParams(int coarser) {
      PairParams standard = PairParams.defaults();
      return new PairParams(
          params.searchRadiusUm() / (coarser * pixelUm),
          standard.minOverlapFraction(),
          params.falseMatchRate(),
          standard.backgroundRadiusPx(),
          standard.minMargin(),
          standard.maxSigmaPx(),
          standard.sigmaFloorPx());
    }

    /** Step of the undistorted tiles as the points of the last pass show it. */
    private double[] meanStep() {
      double[] x = new double[points.size()];
      double[] y = new double[points.size()];
      TurnedPlaces places = places();
      for (int i = 0; i < x.length; i++) {
        OverlapPoint p = points.get(i);
        double[] first = places.turned(p.ua(), p.va());
        double[] second = places.turned(p.ub(), p.vb());
        x[i] = first[0] - second[0];
        y[i] = first[1] - second[1];
      }
      Arrays.sort(x);
      Arrays.sort(y);
      return new double[] {x[x.length / 2], y[y.length / 2]};
    }

    /** The points at full resolution. */
    PairPoints found() {
      return new PairPoints(
          tiles.section().section(),
          pair.a(),
          pair.b(),
          points.stream()
              .map(
                  p ->
                      new OverlapPoint(
                          0,
                          bin * p.ua(),
                          bin * p.va(),
                          bin * p.ub(),
                          bin * p.vb(),
                          bin * p.sigmaX(),
                          bin * p.sigmaY()))
              .toList(),
          bin,
          equations);
    }
  }
}
