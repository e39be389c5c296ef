package org.imaxt.stitch.overlaps;

import java.util.List;
import java.util.stream.IntStream;
import org.imaxt.core.algo.flatfield.EstimateParams;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.flatfield.FlatfieldEstimate;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.SectionTiles;
import org.imaxt.stitch.tiles.StripReader;

/**
 * Flat fields good enough for a survey: the dark level and the mask of edges under stray light,
 * with a gain of 1. The sample's own are not looked at, so that a survey is the same before and
 * after.
 */
final class UsefulAreas {

  private static final int TILES = 8;

  /** Fewer do not tell stray light from what they show. */
  private static final int LEAST_TILES = 3;

  private UsefulAreas() {}

  /** A reader of strips, in which stray light is masked at least. */
  static StripReader reader(Sample sample, SectionTiles tiles) {
    AcquisitionDocument acquisition = tiles.acquisition();
    List<Flatfield> flatfields =
        IntStream.rangeClosed(1, acquisition.channels())
            .mapToObj(
                c ->
                    sample.derived(
                        "useful area " + c, () -> estimate(middle(sample, acquisition), c)))
            .toList();
    return StripReader.of(sample, tiles, 1, flatfields, "survey");
  }

  /** One section stands for all. */
  private static SectionTiles middle(Sample sample, AcquisitionDocument acquisition) {
    List<Integer> sections = acquisition.sections();
    return SectionTiles.open(sample, sections.get(sections.size() / 2));
  }

  private static Flatfield estimate(SectionTiles tiles, int channel) {
    AcquisitionDocument acquisition = tiles.acquisition();
    int width = acquisition.tileWidthPx();
    int height = acquisition.tileHeightPx();
    FlatfieldEstimate estimate = new FlatfieldEstimate(width, height, EstimateParams.defaults());
    List<Integer> present =
        tiles.present(1).stream()
            .map(StagePosition::tile)
            .filter(t -> tiles.channels(t, 1).contains(channel))
            .toList();
    int used = Math.min(TILES, present.size());
    for (int i = 0; i < used; i++) {
      int tile = present.get(i * present.size() / used);
      estimate.offer(tiles.raw(tile, 1, channel), tile);
    }
    return used < LEAST_TILES ? Flatfield.identity(width, height) : estimate.useful();
  }
}
