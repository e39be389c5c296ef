package org.imaxt.stitch.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.DarkOrigin;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.flatfield.FlatfieldEstimate;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome;
import org.imaxt.core.algo.flatfield.OverlapMap;
import org.imaxt.core.algo.flatfield.OverlapSamples;
import org.imaxt.core.algo.flatfield.PixelNoise;
import org.imaxt.core.algo.flatfield.Wave;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.OverlapsDocument.Step;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.overlaps.LaidOverlaps;
import org.imaxt.stitch.overlaps.SurveyPlan;
import org.imaxt.stitch.tiles.SectionTiles;

/** Looks at the tiles of a channel and estimates its flat field. */
final class ChannelEstimate {

  /** Overlaps are averaged over squares of this side, µm: a few stage errors wide. */
  private static final double SQUARE_UM = 20;

  /** Overlaps compared at most, spread evenly over the sections looked at. */
  private static final int MOST_PAIRS = 150;

  /** With fewer overlaps that show structure, all are laid on each other as the stage says. */
  private static final int FEWEST_MATCHED = 12;

  /** Corrected intensities below this many σ of the noise say nothing about illumination. */
  private static final double LEAST_SIGNAL_SIGMAS = 10;

  /** Share of the images that are taken for empty when the noise is measured. */
  private static final double EMPTY_SHARE = 0.05;

  private final Sample sample;
  private final FlatfieldParams params;
  private final AcquisitionDocument acquisition;
  private final int channel;
  private final FlatfieldEstimate estimate;
  private final OverlapSamples overlaps = new OverlapSamples();
  private final List<Double> noises = new ArrayList<>();
  private final Map<Integer, SectionTiles> sections = new HashMap<>();
  private final Map<Step, Double> overlapSignals = new HashMap<>();
  private int offered;
  private int pairs;
  private int matched;

  ChannelEstimate(
      Sample sample, FlatfieldParams params, AcquisitionDocument acquisition, int channel) {
    this.sample = sample;
    this.params = params;
    this.acquisition = acquisition;
    this.channel = channel;
    this.estimate =
        new FlatfieldEstimate(
            acquisition.tileWidthPx(), acquisition.tileHeightPx(), params.estimateParams());
  }

  /**
   * A flat field and how good it is.
   *
   * @param flatfield the flat field; the identity if there is no estimate
   * @param document its document
   */
  record Result(Flatfield flatfield, FlatfieldDocument document) {}

  /** Reads the tiles and estimates. */
  Result run(Progress progress) {
    readTiles(progress);
    FlatfieldOutcome outcome = estimate.estimate(overlaps);
    if (outcome instanceof FlatfieldOutcome.Estimated estimated) {
      FlatfieldOutcome.Quality quality = estimated.quality();
      String method = overlaps.size() > 0 ? "stack-and-overlaps" : "stack";
      return result(
          new Found(estimated.flatfield(), true, "", method, quality.tilesUsed()),
          new Dark(quality.darkAdu(), source(quality.darkOrigin()), quality.darkSigmaAdu()),
          new Shape(quality.uncertainty(), quality.waves(), quality.specimenAdu()));
    }
    FlatfieldOutcome.TooFewTiles few = (FlatfieldOutcome.TooFewTiles) outcome;
    double dark = Math.max(0, params.darkLevel());
    return result(
        new Found(identity(dark), false, few.reason(), "identity", few.found()),
        new Dark(dark, params.darkLevel() < 0 ? "unknown" : "given", 0),
        new Shape(0, List.of(), 0));
  }

  /** The same numbers for a flat field that was given. */
  Result judge(Flatfield given, Progress progress) {
    readTiles(progress);
    return result(
        new Found(given, true, "", "profile", 0),
        new Dark(given.darkAt(0), "given", 0),
        new Shape(0, List.of(), 0));
  }

  private static String source(DarkOrigin origin) {
    return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A flat field and how it came about. */
  private record Found(
      Flatfield flatfield, boolean estimated, String reason, String method, int used) {}

  private record Dark(double adu, String source, double sigmaAdu) {}

  private record Shape(double uncertainty, List<Wave> waves, double specimenAdu) {}

  private Result result(Found found, Dark dark, Shape shape) {
    double noise = noise();
    double least = Math.max(1, Math.max(shape.specimenAdu(), LEAST_SIGNAL_SIGMAS * noise));
    Flatfield without = identity(dark.adu()).withMask(found.flatfield().mask());
    return new Result(
        found.flatfield(),
        new FlatfieldDocument(
            channel,
            found.estimated(),
            found.reason(),
            found.method(),
            offered,
            found.used(),
            dark.adu(),
            dark.source(),
            dark.sigmaAdu(),
            noise,
            shape.uncertainty(),
            shape.waves().stream().map(w -> new FlatfieldDocument.Ripple(w.x(), w.y())).toList(),
            pairs,
            matched,
            overlaps.relativeDifference(without, least),
            overlaps.relativeDifference(found.flatfield(), least)));
  }

  private void readTiles(Progress progress) {
    List<Integer> all = acquisition.sections();
    int images = all.stream().mapToInt(s -> tiles(s).section().tiles().size()).sum();
    double share = Math.min(1, params.maxTiles() / (double) Math.max(1, images));
    int taken = Math.max(1, (int) Math.round(all.size() * share));
    List<Integer> looked = new ArrayList<>();
    LaidOverlaps laid = LaidOverlaps.of(sample, progress);
    for (int i = 0; i < taken; i++) {
      int section = all.get((int) ((i + 0.5) * all.size() / taken));
      looked.add(section);
      readSection(tiles(section), progress);
      // Now, while these tiles are in memory.
      laid.steps().stream()
          .filter(s -> s.section() == section && shown(s))
          .forEach(s -> signal(laid.distortion(), s));
    }
    addOverlaps(laid.distortion(), laid.steps(), progress);
    matched = pairs;
    if (matched < FEWEST_MATCHED && laid.distortion().isIdentity()) {
      addOverlaps(laid.distortion(), nominal(looked), progress);
    }
  }

  private void readSection(SectionTiles tiles, Progress progress) {
    for (StagePosition position : tiles.section().tiles()) {
      if (tiles.section().has(position.tile(), 1, channel)) {
        progress.checkCancelled();
        RandomAccessibleInterval<UnsignedShortType> tile = tiles.raw(position.tile(), 1, channel);
        estimate.offer(tile, position.tile());
        noises.add(PixelNoise.of(tile));
        offered++;
      }
    }
  }

  /** The steps that the stage says. */
  private List<Step> nominal(List<Integer> sections) {
    List<Step> steps = new ArrayList<>();
    for (int section : sections) {
      for (NeighbourPair pair : SurveyPlan.pairs(tiles(section))) {
        steps.add(new Step(section, pair.a(), pair.b(), pair.dxPx(), pair.dyPx()));
      }
    }
    return steps;
  }

  /** Adds overlaps that show signal in this channel, evenly chosen. */
  private void addOverlaps(Distortion distortion, List<Step> steps, Progress progress) {
    List<Step> there = steps.stream().filter(this::shown).toList();
    double[] signals = new double[there.size()];
    for (int i = 0; i < signals.length; i++) {
      progress.checkCancelled();
      signals[i] = signal(distortion, there.get(i));
    }
    double split = OverlapSignal.split(signals);
    List<Step> bright =
        IntStream.range(0, signals.length)
            .filter(i -> signals[i] >= split)
            .mapToObj(there::get)
            .toList();
    int most = Math.min(MOST_PAIRS, bright.size());
    int square = (int) Math.max(1, Math.round(SQUARE_UM / acquisition.pixelSizeUm()));
    for (int i = 0; i < most; i++) {
      progress.checkCancelled();
      Step step = bright.get((int) ((i + 0.5) * bright.size() / most));
      overlaps.addPair(
          raw(step.section(), step.a()),
          raw(step.section(), step.b()),
          map(distortion, step),
          square);
      pairs++;
    }
  }

  private double signal(Distortion distortion, Step step) {
    return overlapSignals.computeIfAbsent(
        step, s -> OverlapSignal.of(raw(s.section(), s.a()), map(distortion, s)));
  }

  /** Whether both tiles have an image in this channel. */
  private boolean shown(Step step) {
    return has(step.section(), step.a()) && has(step.section(), step.b());
  }

  private boolean has(int section, int tile) {
    return tiles(section).section().has(tile, 1, channel);
  }

  private RandomAccessibleInterval<UnsignedShortType> raw(int section, int tile) {
    return tiles(section).raw(tile, 1, channel);
  }

  /** The tiles of a section, whose documents are read once. */
  private SectionTiles tiles(int section) {
    return sections.computeIfAbsent(section, s -> SectionTiles.open(sample, s));
  }

  /** The step of a pair on the camera's axes. */
  private OverlapMap map(Distortion distortion, Step step) {
    Orientation orientation = acquisition.orientation();
    double x = orientation.mirrorsX() ? -step.dxPx() : step.dxPx();
    double y = orientation.mirrorsY() ? -step.dyPx() : step.dyPx();
    return orientation.swapsAxes()
        ? new OverlapMap(distortion, y, x)
        : new OverlapMap(distortion, x, y);
  }

  private double noise() {
    Collections.sort(noises);
    return noises.isEmpty() ? 0 : noises.get((int) (EMPTY_SHARE * (noises.size() - 1)));
  }

  private Flatfield identity(double darkAdu) {
    Flatfield identity = Flatfield.identity(acquisition.tileWidthPx(), acquisition.tileHeightPx());
    float[] dark = new float[identity.width() * identity.height()];
    Arrays.fill(dark, (float) darkAdu);
    return Flatfield.of(
        identity.width(), identity.height(), identity.gain(), dark, identity.mask());
  }
}
