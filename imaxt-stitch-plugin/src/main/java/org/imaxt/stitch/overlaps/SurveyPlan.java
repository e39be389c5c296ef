package org.imaxt.stitch.overlaps;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.NeighbourParams;
import org.imaxt.core.algo.stitch.Neighbours;
import org.imaxt.core.algo.stitch.TileSize;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.SectionTiles;

/** Which overlaps of a sample are surveyed: all of a small one, an even choice of a large one. */
public final class SurveyPlan {

  /** The stage's axes need several sections, and linked tiles in each. */
  private static final int LEAST_SECTIONS = 4;

  private SurveyPlan() {}

  /**
   * Pairs of one section that are surveyed.
   *
   * @param section section from 1
   * @param from first pair, in the order of {@link #pairs}
   * @param to pair after the last
   */
  public record Range(int section, int from, int to) {}

  /**
   * The pairs of neighbours of a section.
   *
   * @param tiles tiles of the section
   * @return pairs with the steps of the stage, px
   */
  public static List<NeighbourPair> pairs(SectionTiles tiles) {
    AcquisitionDocument acquisition = tiles.acquisition();
    return Neighbours.of(
        tiles.present(1),
        PixelSize.square(acquisition.pixelSizeUm()),
        new TileSize(acquisition.orientedWidthPx(), acquisition.orientedHeightPx()),
        NeighbourParams.defaults());
  }

  /**
   * Chooses evenly spaced sections, and of each the middle of its pairs, where the tissue is and
   * tiles hang together.
   *
   * @param sample the sample
   * @param most pairs surveyed in all, about
   * @return at most one range a section, in order
   */
  public static List<Range> of(Sample sample, int most) {
    List<Integer> sections = sample.read(Layout.acquisition()).sections();
    int each = Math.max(1, pairs(SectionTiles.open(sample, sections.get(0))).size());
    int wanted =
        Math.min(sections.size(), Math.max(LEAST_SECTIONS, (int) Math.ceil((double) most / each)));
    int quota = Math.max(1, most / wanted);
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      int section = sections.get((int) ((i + 0.5) * sections.size() / wanted));
      int there = pairs(SectionTiles.open(sample, section)).size();
      int count = Math.min(there, quota);
      int from = (there - count) / 2;
      if (count > 0) {
        ranges.add(new Range(section, from, from + count));
      }
    }
    return ranges;
  }
}
