package org.imaxt.stitch.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.flatfield.FlatfieldEstimate;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome;
import org.imaxt.core.algo.flatfield.OverlapSamples;
import org.imaxt.core.algo.flatfield.OverlapSamples.Place;
import org.imaxt.core.algo.flatfield.PixelNoise;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.NeighbourParams;
import org.imaxt.core.algo.stitch.Neighbours;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.tiles.SectionTiles;

/** Looks at the tiles of a channel and estimates its flat field. */
final class ChannelEstimate {

  /** Overlaps are averaged over squares of this side, µm: a few stage errors wide. */
  private static final double SQUARE_UM = 20;

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
  private int offered;

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
      Flatfield flatfield = estimated.flatfield();
      return result(
          flatfield,
          true,
          "",
          overlaps.size() > 0 ? "stack-and-overlaps" : "stack",
          estimated.quality().tilesUsed(),
          estimated.quality().darkAdu());
    }
    FlatfieldOutcome.TooFewTiles few = (FlatfieldOutcome.TooFewTiles) outcome;
    double dark = Math.max(0, params.darkLevel());
    return result(identity(dark), false, few.reason(), "identity", few.found(), dark);
  }

  /** The same numbers for a flat field that was given. */
  Result judge(Flatfield given, Progress progress) {
    readTiles(progress);
    return result(given, true, "", "profile", 0, given.darkAt(0));
  }

  private Result result(
      Flatfield flatfield, boolean estimated, String reason, String method, int used, double dark) {
    double noise = noise();
    double least = Math.max(1, LEAST_SIGNAL_SIGMAS * noise);
    return new Result(
        flatfield,
        new FlatfieldDocument(
            channel,
            estimated,
            reason,
            method,
            offered,
            used,
            dark,
            noise,
            overlaps.relativeDifference(identity(dark).withMask(flatfield.mask()), least),
            overlaps.relativeDifference(flatfield, least)));
  }

  private void readTiles(Progress progress) {
    List<Integer> sections = acquisition.sections();
    int images =
        sections.stream()
            .mapToInt(s -> SectionTiles.open(sample, s).section().tiles().size())
            .sum();
    double share = Math.min(1, params.maxTiles() / (double) Math.max(1, images));
    int taken = Math.max(1, (int) Math.round(sections.size() * share));
    for (int i = 0; i < taken; i++) {
      readSection(sections.get((int) ((i + 0.5) * sections.size() / taken)), progress);
    }
  }

  private void readSection(int section, Progress progress) {
    SectionTiles tiles = SectionTiles.open(sample, section);
    List<StagePosition> present =
        tiles.section().tiles().stream()
            .filter(t -> tiles.section().has(t.tile(), 1, channel))
            .toList();
    for (StagePosition position : present) {
      progress.checkCancelled();
      RandomAccessibleInterval<UnsignedShortType> tile = tiles.raw(position.tile(), 1, channel);
      estimate.offer(tile, position.tile());
      noises.add(PixelNoise.of(tile));
      offered++;
    }
    TileSize size = new TileSize(acquisition.orientedWidthPx(), acquisition.orientedHeightPx());
    int square = (int) Math.max(1, Math.round(SQUARE_UM / acquisition.pixelSizeUm()));
    for (NeighbourPair pair :
        Neighbours.of(
            present,
            PixelSize.square(acquisition.pixelSizeUm()),
            size,
            NeighbourParams.defaults())) {
      progress.checkCancelled();
      overlaps.addPair(
          tiles.raw(pair.a(), 1, channel), tiles.raw(pair.b(), 1, channel), camera(pair), square);
    }
  }

  /** The step of a pair on the camera's axes. */
  private Place camera(NeighbourPair pair) {
    Orientation orientation = acquisition.orientation();
    double x = orientation.mirrorsX() ? -pair.dxPx() : pair.dxPx();
    double y = orientation.mirrorsY() ? -pair.dyPx() : pair.dyPx();
    return orientation.swapsAxes() ? new Place(y, x) : new Place(x, y);
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
