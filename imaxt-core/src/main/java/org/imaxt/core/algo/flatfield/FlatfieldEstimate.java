package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * Estimates the flat field of a channel from raw tiles that are offered one at a time.
 *
 * <p>Of a tile only means over at most 64 × 64 bins and the profiles along its edges are kept, some
 * 20 kB; beyond 1024 tiles every second one is dropped, so memory is bounded. The result depends on
 * the order of the tiles only through that thinning. Mutable, for one thread at a time.
 *
 * <p>Tiles of any kind will do: each with a site of its own if they show different places, as those
 * of a slide scanner before they are laid; {@link #estimate()} then needs nothing else. Stack
 * statistics alone take tissue that lies at the same pixels in every tile for illumination; {@link
 * #estimate(OverlapSamples)} adds what the overlaps know.
 */
public final class FlatfieldEstimate {

  /** Bins along the longer side of a tile: ripple of eight cycles has eight bins a cycle. */
  private static final int BINS = 64;

  private static final int MOST_TILES = 1024;

  /** Fewest sites: two halves are compared. */
  private static final int FEWEST_SITES = 3;

  private final EstimateParams params;
  private final CoarseTile.Grid grid;
  private final int edgePx;
  private final List<CoarseTile> tiles = new ArrayList<>();
  private int offered;
  private int stride = 1;

  /**
   * An estimate without any tiles yet.
   *
   * @param width width of the camera image, px, at least 1
   * @param height height of the camera image, px, at least 1
   * @param params how to estimate
   * @throws IllegalArgumentException if a side is not positive
   */
  public FlatfieldEstimate(int width, int height, EstimateParams params) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a flat field must be at least 1 x 1 px, got %d x %d".formatted(width, height));
    }
    this.params = params;
    this.grid = CoarseTile.Grid.of(width, height, BINS);
    this.edgePx = (int) Math.round(params.edgeFraction() * Math.min(width, height));
  }

  /**
   * Takes a tile into account; reads it once, a band of rows at a time.
   *
   * @param tile raw tile in the camera frame, (x, y), any minimum
   * @param site number of the place of the specimen that it shows, such as its place in the grid of
   *     the section: tiles of one site count as one observation
   * @throws IllegalArgumentException if the tile has another size
   */
  public void offer(RandomAccessibleInterval<UnsignedShortType> tile, int site) {
    if (tile.numDimensions() != 2
        || tile.dimension(0) != grid.width()
        || tile.dimension(1) != grid.height()) {
      throw new IllegalArgumentException(
          "a tile must have the size of its flat field, %d x %d px, got %d dimensions, %d x %d"
              .formatted(
                  grid.width(),
                  grid.height(),
                  tile.numDimensions(),
                  tile.dimension(0),
                  tile.numDimensions() > 1 ? tile.dimension(1) : 1));
    }
    if (offered % stride == 0) {
      if (tiles.size() == MOST_TILES) {
        thin();
      }
      if (offered % stride == 0) {
        tiles.add(CoarseTile.of(tile, site, grid, edgePx));
      }
    }
    offered++;
  }

  private void thin() {
    List<CoarseTile> every = List.copyOf(tiles);
    tiles.clear();
    for (int i = 0; i < every.size(); i += 2) {
      tiles.add(every.get(i));
    }
    stride *= 2;
  }

  /**
   * Estimates from the tiles offered so far.
   *
   * @return a flat field, or the number of signal-bearing tiles that are missing
   */
  public FlatfieldOutcome estimate() {
    return estimate(new OverlapSamples());
  }

  /**
   * Estimates from the tiles offered so far and the overlaps of neighbours.
   *
   * @param overlaps intensities of the same places in two tiles; may be empty
   * @return a flat field, or the number of signal-bearing tiles that are missing
   */
  public FlatfieldOutcome estimate(OverlapSamples overlaps) {
    UsefulEdges edges = edges();
    GainEstimate.Frame frame = new GainEstimate.Frame(grid, edges, edgePx);
    SignalStack stack = new SignalStack(tiles, grid, frame.useful());
    int found = stack.tiles();
    if (found < params.minTiles() || stack.sites() < FEWEST_SITES) {
      return new FlatfieldOutcome.TooFewTiles(
          params.minTiles(),
          found,
          "a flat field needs %d tiles that show signal, of %d sites, got %d tiles of %d sites"
              .formatted(params.minTiles(), FEWEST_SITES, found, stack.sites()));
    }
    GainEstimate.Result result = new GainEstimate(stack, overlaps, params, frame).run();
    Flatfield flatfield =
        Flatfield.of(
            grid.width(),
            grid.height(),
            result.model().render(),
            result.stray().dark(result.darkAdu()),
            edges.mask(grid.width(), grid.height()));
    return new FlatfieldOutcome.Estimated(
        flatfield,
        new FlatfieldOutcome.Quality(
            offered,
            found,
            stack.sites(),
            result.darkAdu(),
            result.darkSigmaAdu(),
            result.origin(),
            result.uncertainty(),
            edges,
            result.model().waves(),
            Math.max(0, stack.thresholdAdu() - result.darkAdu())));
  }

  /**
   * What is known without looking for the gain: dark level and mask, with a gain of 1.
   *
   * @return a flat field; the identity if no tiles were offered
   */
  public Flatfield useful() {
    Flatfield identity = Flatfield.identity(grid.width(), grid.height());
    if (tiles.isEmpty()) {
      return identity;
    }
    float[] dark = new float[grid.width() * grid.height()];
    Arrays.fill(dark, (float) lowestAdu());
    return Flatfield.of(
        grid.width(),
        grid.height(),
        identity.gain(),
        dark,
        edges().mask(grid.width(), grid.height()));
  }

  /**
   * The edges under stray light, as the tiles offered so far show them.
   *
   * @return masked edges
   */
  public UsefulEdges edges() {
    return StrayLight.find(tiles, lowestAdu(), edgePx);
  }

  /** The dark level before anything is fitted. */
  private double lowestAdu() {
    return params.darkSource() == DarkSource.GIVEN ? params.darkAdu() : SignalStack.dark(tiles);
  }
}
