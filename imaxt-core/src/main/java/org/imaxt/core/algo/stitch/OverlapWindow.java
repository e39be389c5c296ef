package org.imaxt.core.algo.stitch;

import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import org.imaxt.core.algo.stitch.Patches.Patch;

/** The part of a large overlap that refinement looks at: the one with most structure. */
final class OverlapWindow {

  /** Pixels and channels beyond these sharpen a step no more. */
  static final int AREA_PX = 120_000;

  /** About the side of the part, px; narrow overlaps leave less across. */
  private static final int EDGE_PX = 400;

  /** Pixels that smoothing, slopes and the search for whole pixels cost on each side. */
  private static final int MARGIN_PX = 16;

  private OverlapWindow() {}

  /**
   * Chooses the part.
   *
   * @param small strips at the resolution of the search
   * @param bin pixels of the strips to one of theirs
   * @param strips their rectangles at full resolution
   * @param peak the step found, at full resolution
   * @return rectangles within the strips; these themselves if nothing is to be chosen
   */
  static OverlapStrips of(StripPair small, int bin, OverlapStrips strips, CoarseSearch.Peak peak) {
    SmoothedStrip a = SmoothedStrip.of(small.a(), 0);
    SmoothedStrip b = SmoothedStrip.of(small.b(), 0);
    int lagX = (int) Math.round(peak.dxPx() / bin) - small.a().x0 + small.b().x0;
    int lagY = (int) Math.round(peak.dyPx() / bin) - small.a().y0 + small.b().y0;
    List<Patch> patches = Patches.grid(a, b, lagX, lagY, 1, EDGE_PX / bin);
    if (patches.isEmpty()) {
      return strips;
    }
    Patch best = patches.get(0);
    long x = (long) bin * (small.a().x0 + best.x());
    long y = (long) bin * (small.a().y0 + best.y());
    long reach = MARGIN_PX + 2L * peak.bin();
    Interval first = around(x, y, best, bin, MARGIN_PX, strips.a());
    Interval second =
        around(
            x - Math.round(peak.dxPx()), y - Math.round(peak.dyPx()), best, bin, reach, strips.b());
    return new OverlapStrips(first, second);
  }

  private static Interval around(
      long x, long y, Patch patch, int bin, long margin, Interval within) {
    return new FinalInterval(
        new long[] {Math.max(within.min(0), x - margin), Math.max(within.min(1), y - margin)},
        new long[] {
          Math.min(within.max(0), x + (long) bin * patch.width() - 1 + margin),
          Math.min(within.max(1), y + (long) bin * patch.height() - 1 + margin)
        });
  }
}
