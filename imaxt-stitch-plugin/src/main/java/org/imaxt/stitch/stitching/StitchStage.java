package org.imaxt.stitch.stitching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.algo.stitch.Laying;
import org.imaxt.core.algo.stitch.MaskedCorrelation;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.NeighbourParams;
import org.imaxt.core.algo.stitch.Neighbours;
import org.imaxt.core.algo.stitch.OverlapStrips;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.PositionSolver;
import org.imaxt.core.algo.stitch.SectionLinks;
import org.imaxt.core.algo.stitch.Solution;
import org.imaxt.core.algo.stitch.SolverParams;
import org.imaxt.core.algo.stitch.StageModel;
import org.imaxt.core.algo.stitch.StripPair;
import org.imaxt.core.algo.stitch.StripSource;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.algo.stitch.WholePixels;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.Flatfields;
import org.imaxt.stitch.tiles.SectionTiles;
import org.imaxt.stitch.tiles.StripReader;

/** Places the tiles of each section. */
@StageInfo(
    id = "stitch",
    menu = "Plugins>IMAXT>Stitch Tiles...",
    summary = "Places the tiles of each section by their overlaps.")
public final class StitchStage implements Stage<StitchParams, PairRange, MeasuredPairs> {

  private static final int PAIRS_PER_UNIT = 4;

  /** A stage. */
  public StitchStage() {}

  @Override
  public StitchParams defaults() {
    return StitchParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 7;
  }

  @Override
  public Footprint footprint(StitchParams params) {
    return new Footprint(
        List.of("ingest"), List.of("distortion", "flatfield"), List.of(Layout.POSITIONS));
  }

  @Override
  public List<Output> outputs(StitchParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    requireChannels(params, acquisition);
    SortedMap<String, String> inputs =
        new TreeMap<>(Map.of("orientation", acquisition.orientation().key()));
    List<Output> outputs = new ArrayList<>();
    for (int section : selection.of(acquisition.sections())) {
      List<String> reads = new ArrayList<>(Flatfields.references(sample, acquisition));
      reads.addAll(Distortions.references(sample));
      reads.add("ingest/" + Layout.sectionName(section));
      outputs.add(
          new Output(
              Layout.sectionName(section),
              section,
              reads,
              inputs,
              List.of(Layout.positions(section).path())));
    }
    return outputs;
  }

  @Override
  public List<PairRange> plan(StitchParams params, Output output, int phase, Sample sample) {
    SectionTiles tiles = SectionTiles.open(sample, output.section());
    KnownStage stage = KnownStage.of(params, sample, tiles.acquisition());
    CanvasRoom room = new CanvasRoom(tiles);
    tiles.section().tiles().forEach(t -> room.requireTurned(t, stage.model()));
    int pairs = pairs(tiles, params.layer(), stage).size();
    List<PairRange> units = new ArrayList<>();
    for (int from = 0; from < pairs; from += PAIRS_PER_UNIT) {
      units.add(new PairRange(output.section(), from, Math.min(pairs, from + PAIRS_PER_UNIT)));
    }
    return units;
  }

  @Override
  public MeasuredPairs process(
      StitchParams params, PairRange unit, Sample sample, Progress progress) {
    SectionTiles tiles = SectionTiles.open(sample, unit.section());
    KnownStage stage = KnownStage.of(params, sample, tiles.acquisition());
    StripReader reader = StripReader.of(sample, tiles, params.layer());
    List<PairOutcome> outcomes = new ArrayList<>();
    for (NeighbourPair pair : pairs(tiles, params.layer(), stage).subList(unit.from(), unit.to())) {
      progress.checkCancelled();
      outcomes.add(rounded(params, compare(params, pair, tiles, stage, reader)));
    }
    return new MeasuredPairs(outcomes);
  }

  @Override
  public void finish(
      StitchParams params, Output output, List<MeasuredPairs> results, Sample sample) {
    SectionTiles tiles = SectionTiles.open(sample, output.section());
    AcquisitionDocument acquisition = tiles.acquisition();
    List<PairOutcome> outcomes = results.stream().flatMap(r -> r.outcomes().stream()).toList();
    List<Displacement> displacements =
        outcomes.stream()
            .filter(PairOutcome.Matched.class::isInstance)
            .map(o -> ((PairOutcome.Matched) o).displacement())
            .toList();
    KnownStage stage = KnownStage.of(params, sample, acquisition);
    SectionLinks links = new SectionLinks(tiles.section().tiles(), displacements);
    sample.write(
        Layout.positions(output.section()),
        PositionsTable.of(
            tiles,
            pairs(tiles, params.layer(), stage),
            outcomes,
            solve(params, links, tiles, stage.solverParams())));
  }

  private static Solution solve(
      StitchParams params, SectionLinks links, SectionTiles tiles, SolverParams solverParams) {
    PixelSize pixel = PixelSize.square(tiles.acquisition().pixelSizeUm());
    return switch (params.solver()) {
      case LEAST_SQUARES ->
          PositionSolver.solve(links.stage(), pixel, links.displacements(), solverParams);
      case LAYING -> Laying.lay(links, pixel, Brightness.of(tiles, params.layer()), solverParams);
    };
  }

  @Override
  public Report report(StitchParams params, List<Output> outputs, Sample sample) {
    return StitchReport.of(params.layer(), outputs, sample);
  }

  private static PairOutcome compare(
      StitchParams params,
      NeighbourPair pair,
      SectionTiles tiles,
      KnownStage stage,
      StripReader reader) {
    List<Integer> channels =
        params.channelsOf(tiles.acquisition().channels()).stream()
            .filter(tiles.channels(pair.a(), params.layer())::contains)
            .filter(tiles.channels(pair.b(), params.layer())::contains)
            .toList();
    if (channels.isEmpty()) {
      return new PairOutcome.Unmatched(pair.a(), pair.b(), "no channel shows both tiles");
    }
    TileSize size = tileSize(tiles.acquisition());
    PairOutcome outcome = null;
    for (PairParams pairParams : stage.pairParams(Math.min(size.width(), size.height()))) {
      outcome = compare(pair, size, channels, reader, pairParams);
      if (outcome instanceof PairOutcome.Matched) {
        return outcome;
      }
    }
    return outcome;
  }

  private static PairOutcome compare(
      NeighbourPair pair,
      TileSize size,
      List<Integer> channels,
      StripReader reader,
      PairParams pairParams) {
    StripSource source =
        (nominal, strips, bin) ->
            new StripPair(
                nominal.binned(bin),
                reader.read(pair.a(), strips.a(), channels, bin),
                reader.read(pair.b(), strips.b(), channels, bin));
    return OverlapStrips.of(pair, size, size, pairParams.searchRadiusPx())
        .map(strips -> MaskedCorrelation.match(pair, strips, source, pairParams))
        .orElseGet(() -> new PairOutcome.Unmatched(pair.a(), pair.b(), "the tiles do not overlap"));
  }

  private static PairOutcome rounded(StitchParams params, PairOutcome outcome) {
    return params.shifts() == StitchParams.Shifts.INTEGER
            && outcome instanceof PairOutcome.Matched matched
        ? new PairOutcome.Matched(WholePixels.of(matched.displacement()))
        : outcome;
  }

  private static List<NeighbourPair> pairs(SectionTiles tiles, int layer, KnownStage stage) {
    StageModel model = stage.model();
    return Neighbours.of(
        tiles.present(layer).stream().map(model::turned).toList(),
        PixelSize.square(tiles.acquisition().pixelSizeUm()),
        tileSize(tiles.acquisition()),
        NeighbourParams.defaults());
  }

  private static TileSize tileSize(AcquisitionDocument acquisition) {
    return new TileSize(acquisition.orientedWidthPx(), acquisition.orientedHeightPx());
  }

  private static void requireChannels(StitchParams params, AcquisitionDocument acquisition) {
    for (int channel : params.channelsOf(acquisition.channels())) {
      if (channel < 1 || channel > acquisition.channels()) {
        throw new InputException(
            "channel %s was asked for, the sample has 1 to %s"
                .formatted(channel, acquisition.channels()));
      }
    }
    if (params.layer() > acquisition.layers()) {
      throw new InputException(
          "layer %s was asked for, the sample has 1 to %s"
              .formatted(params.layer(), acquisition.layers()));
    }
  }
}
