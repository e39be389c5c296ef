package org.imaxt.stitch.stitching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.algo.stitch.Solution;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.PositionsDocument.Link;
import org.imaxt.core.stage.InputException;
import org.imaxt.stitch.tiles.SectionTiles;

/** Turns a solution in px into the document in µm. */
final class PositionsTable {

  private PositionsTable() {}

  /**
   * Makes the document.
   *
   * @throws InputException if a tile was measured outside the canvas
   */
  static PositionsDocument of(
      SectionTiles tiles,
      List<NeighbourPair> pairs,
      List<PairOutcome> outcomes,
      Solution solution) {
    double p = tiles.acquisition().pixelSizeUm();
    List<PlacedTile> placed = new ArrayList<>();
    for (int i = 0; i < solution.tiles().size(); i++) {
      Solution.Tile tile = solution.tiles().get(i);
      StagePosition stage = tiles.section().tiles().get(i);
      placed.add(
          PlacedTile.of(
              tile.tile(),
              stage.row(),
              stage.column(),
              tile.xPx() * p,
              tile.yPx() * p,
              tile.sigmaXPx() * p,
              tile.sigmaYPx() * p,
              tile.source()));
    }
    CanvasRoom room = new CanvasRoom(tiles);
    placed.forEach(t -> room.requireMeasured(t.tile(), t.xUm(), t.yUm()));
    return new PositionsDocument(
        tiles.section().section(),
        p,
        solution.model().rotationRad(),
        solution.model().scaleX(),
        solution.model().scaleY(),
        solution.stageSigmaPx() * p,
        solution.linkErrorPx() * p,
        placed,
        links(pairs, outcomes, solution, p));
  }

  private static List<Link> links(
      List<NeighbourPair> pairs, List<PairOutcome> outcomes, Solution solution, double p) {
    Map<Displacement, Solution.Link> solved = new HashMap<>();
    solution.links().forEach(l -> solved.put(l.displacement(), l));
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      NeighbourPair pair = pairs.get(i);
      double stageDx = pair.dxPx() * p;
      double stageDy = pair.dyPx() * p;
      if (outcomes.get(i) instanceof PairOutcome.Matched matched) {
        Displacement d = matched.displacement();
        Solution.Link link = solved.get(d);
        links.add(
            new Link(
                d.a(),
                d.b(),
                true,
                note(link),
                d.dxPx() * p,
                d.dyPx() * p,
                stageDx,
                stageDy,
                d.sigmaXPx() * p,
                d.sigmaYPx() * p,
                d.correlation(),
                link.residualXPx() * p,
                link.residualYPx() * p,
                link.outlier() ? 0 : link.weight()));
      } else if (outcomes.get(i) instanceof PairOutcome.Unmatched unmatched) {
        links.add(
            new Link(
                unmatched.a(),
                unmatched.b(),
                false,
                unmatched.reason(),
                stageDx,
                stageDy,
                stageDx,
                stageDy,
                0,
                0,
                0,
                0,
                0,
                0));
      }
    }
    return links;
  }

  private static String note(Solution.Link link) {
    if (link.outlier()) {
      return "contradicts the other links or the stage";
    }
    return link.weight() < 0.5 ? "given less weight: fits the other links badly" : "";
  }
}
