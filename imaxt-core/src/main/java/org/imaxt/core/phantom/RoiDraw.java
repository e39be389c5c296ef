package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws where regions lie: on the slides of sections in turn, at the edge of the tissue where beads
 * are, as an operator would choose them.
 */
final class RoiDraw {
  private static final double PIXEL_UM = 1;

  /** A region is a little turned against its slide. */
  private static final double ROTATION_RAD = Math.toRadians(3);

  private static final int CANDIDATES = 80;

  /** Points across a region at which tissue is looked for. */
  private static final int PROBES = 14;

  private static final int HOT_PIXELS = 40;

  private final PhantomParams params;
  private final Draw draw;
  private final List<SectionTruth> sections;
  private final Map<Long, Block> blocks;

  RoiDraw(PhantomParams params, Draw draw, List<SectionTruth> sections, Map<Long, Block> blocks) {
    this.params = params;
    this.draw = draw;
    this.sections = sections;
    this.blocks = blocks;
  }

  /** A place for a region. */
  private record Place(PlaneMap toSlide, double tissue, double score) {}

  List<RoiTruth> rois(List<SlideTruth> slides) {
    List<SlideTruth> on =
        slides.stream()
            .filter(s -> s.section() > 0)
            .sorted(Comparator.comparingInt(SlideTruth::section).thenComparing(SlideTruth::name))
            .toList();
    List<RoiTruth> rois = new ArrayList<>();
    for (int i = 0; i < params.slides().rois() && !on.isEmpty(); i++) {
      rois.add(roi(i + 1, on.get(i % on.size()), rois));
    }
    return rois;
  }

  private RoiTruth roi(int id, SlideTruth slide, List<RoiTruth> before) {
    List<Place> places = new ArrayList<>();
    for (int k = 0; k < CANDIDATES; k++) {
      places.add(place(id, k, slide, before));
    }
    Place best = places.stream().max(Comparator.comparingDouble(Place::score)).orElseThrow();
    int px = params.slides().roiPx();
    List<RoiChannel> channels = RoiChannel.draw(draw, id);
    String stem = params.acquisition().sampleId();
    return new RoiTruth(
        String.format(Locale.ROOT, "%s_%03d", stem, id),
        stem,
        id,
        slide.name(),
        slide.section(),
        slide.frame(),
        px,
        px,
        PIXEL_UM,
        best.tissue,
        best.toSlide,
        best.toSlide.then(slide.toMosaic()),
        channels,
        hotPixels(id, channels.size(), px),
        beads(slide, best.toSlide, px));
  }

  private Place place(int id, int candidate, SlideTruth slide, List<RoiTruth> before) {
    int px = params.slides().roiPx();
    double half = px * PIXEL_UM / 2;
    MosaicExtent e = MosaicExtent.of(params.grid());
    double roomX = Math.max(0, e.widthUm() / 2 - 1.5 * half);
    double roomY = Math.max(0, e.heightUm() / 2 - 1.5 * half);
    double[] centre =
        slide
            .toMosaic()
            .inverse(
                e.centreXUm() + draw.within(roomX, "roi x", id, candidate),
                e.centreYUm() + draw.within(roomY, "roi y", id, candidate));
    double angle = draw.within(ROTATION_RAD, "roi rotation", id);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    PlaneMap map =
        new PlaneMap(
            cos,
            -sin,
            centre[0] - (cos - sin) * half,
            sin,
            cos,
            centre[1] - (sin + cos) * half,
            List.of());
    double tissue = tissue(map.then(slide.toMosaic()), slide);
    long whole = beads(slide, map, px).stream().filter(b -> inside(b, px)).count();
    double score = whole - 20 * Math.max(0, Math.abs(tissue - 0.5) - 0.15);
    for (RoiTruth r : before) {
      double[] other = r.toSlide().apply(half, half);
      boolean near = Math.hypot(other[0] - centre[0], other[1] - centre[1]) < 2.9 * half;
      score -= near && r.slide().equals(slide.name()) ? 8 : 0;
    }
    return new Place(map, tissue, score);
  }

  private double tissue(PlaneMap toMosaic, SlideTruth slide) {
    SectionTruth frame = sections.get(slide.frame() - 1);
    TissueShape shape = blocks.get(slide.blockSeed()).specimen().shape();
    double middle = slide.topUm() + slide.thicknessUm() / 2;
    double step = params.slides().roiPx() * PIXEL_UM / PROBES;
    double sum = 0;
    for (int k = 0; k < PROBES * PROBES; k++) {
      double[] p = toMosaic.apply((k % PROBES + 0.5) * step, (k / PROBES + 0.5) * step);
      sum += shape.coverage(p[0] - frame.driftXUm(), p[1] - frame.driftYUm(), middle);
    }
    return sum / (PROBES * PROBES);
  }

  private static boolean inside(SlideBead b, int px) {
    double r = b.radiusUm();
    double edge = px * PIXEL_UM - r;
    return b.xUm() > r && b.yUm() > r && b.xUm() < edge && b.yUm() < edge;
  }

  private static List<SlideBead> beads(SlideTruth slide, PlaneMap toSlide, int px) {
    List<SlideBead> seen = new ArrayList<>();
    double edge = px * PIXEL_UM;
    for (SlideBead b : slide.beads()) {
      double[] at = toSlide.inverse(b.xUm(), b.yUm());
      double r = b.radiusUm();
      if (at[0] > -r && at[1] > -r && at[0] < edge + r && at[1] < edge + r) {
        seen.add(
            new SlideBead(b.bead(), at[0], at[1], r, b.mosaicXUm(), b.mosaicYUm(), b.damaged()));
      }
    }
    return seen;
  }

  private List<RoiTruth.HotPixel> hotPixels(int id, int channels, int px) {
    List<RoiTruth.HotPixel> list = new ArrayList<>();
    for (int c = 1; c <= channels; c++) {
      for (int k = 0; k < HOT_PIXELS; k++) {
        double tail = -StrictMath.log(1 - draw.uniform("hot counts", id, c, k));
        list.add(
            new RoiTruth.HotPixel(
                c,
                (int) (draw.uniform("hot x", id, c, k) * px),
                (int) (draw.uniform("hot y", id, c, k) * px),
                (int) Math.min(2000, 80 + 150 * tail)));
      }
    }
    return list;
  }
}
