package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imaxt.core.model.Orientation;

/** Draws how sections lie on their slides, and says which beads can be seen there. */
final class SlideDraw {
  /** Glass beside the section, beyond the largest shift. */
  private static final double GLASS_UM = 200;

  /** Wavelengths of the warp. */
  private static final Range WAVE_UM = new Range(1500, 4000);

  private static final int WAVES = 4;

  /** Share of beads that FEW_BEADS leaves. */
  private static final double FEW = 0.1;

  private final PhantomParams params;
  private final Draw draw;
  private final List<SectionTruth> sections;
  private final Map<Long, Block> blocks = new HashMap<>();
  private final double psfUm;

  SlideDraw(
      PhantomParams params,
      Specimen specimen,
      Draw draw,
      List<SectionTruth> sections,
      double psfUm) {
    this.params = params;
    this.draw = draw;
    this.sections = sections;
    this.psfUm = psfUm;
    blocks.put(params.seed(), Block.of(params, specimen, draw));
  }

  /** One slide to be drawn: a slice and how often it was scanned before. */
  private record Sheet(int slab, int copy, SlideFault.Kind fault) {}

  /** The blocks that slides were cut from, by seed. */
  Map<Long, Block> blocks() {
    return Map.copyOf(blocks);
  }

  /** All slides in the order of their names, which says nothing of the sections. */
  List<SlideTruth> slides() {
    List<Sheet> sheets = new ArrayList<>(sheets());
    sheets.sort(Comparator.comparingLong(s -> draw.key("slide order", s.slab + 1, s.copy)));
    List<SlideTruth> slides = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      int digits = sheets.size() > 99 ? 4 : 2;
      slides.add(
          slide(String.format(Locale.ROOT, "slide_%0" + digits + "d", i + 1), sheets.get(i)));
    }
    return slides;
  }

  private List<Sheet> sheets() {
    SlideParams p = params.slides();
    List<Sheet> list = new ArrayList<>();
    for (int s : p.sections()) {
      SlideFault.Kind fault = null;
      for (SlideFault f : p.faults()) {
        fault = f.section() == s && f.kind() != SlideFault.Kind.TWICE ? f.kind() : fault;
      }
      list.add(new Sheet(s, 0, fault));
      if (p.has(s, SlideFault.Kind.TWICE)) {
        list.add(new Sheet(s, 1, SlideFault.Kind.TWICE));
      }
    }
    if (p.orphans() > 0) {
      list.add(new Sheet(0, 0, null));
    }
    if (p.orphans() > 1) {
      list.add(new Sheet(sections.size() + 1, 0, null));
    }
    return list;
  }

  private SlideTruth slide(String name, Sheet sheet) {
    long[] id = {sheet.slab + 1, sheet.copy};
    boolean foreign = sheet.fault == SlideFault.Kind.OTHER_BLOCK;
    long seed = foreign ? Draw.mix(params.seed() + 77) >>> 12 : params.seed();
    Block block = blocks.computeIfAbsent(seed, this::block);
    int frame = Math.max(1, Math.min(sections.size(), sheet.slab));
    SectionTruth in = sections.get(frame - 1);
    LayerWeights layer = SlicedBlock.layer(params, sheet.slab);
    Orientation orientation =
        Orientation.values()[
            (int) (draw.uniform("slide orientation", id) * Orientation.values().length)];
    double[] linear = linear(orientation, id);
    Placed placed = place(block, in, linear, id);
    SlideTruth.Tear tear = sheet.fault == SlideFault.Kind.TORN ? tear(id) : null;
    boolean partner = !foreign && frame == sheet.slab && !in.missing();
    SlideTruth empty =
        new SlideTruth(
            name,
            partner ? sheet.slab : 0,
            sheet.slab,
            frame,
            seed,
            layer.topUm(),
            layer.thicknessUm(),
            placed.widthPx,
            placed.heightPx,
            params.slides().pixelSizeUm(),
            orientation,
            placed.map,
            sheet.fault,
            tear,
            SlideTruth.CHANNELS.stream().map(c -> SlideChannel.draw(params, draw, c, id)).toList(),
            List.of());
    return empty.withBeads(beads(empty, block, layer, in));
  }

  private Block block(long seed) {
    Draw other = new Draw(seed);
    return Block.of(params, new Specimen(params, other, psfUm), other);
  }

  /** Slide directions to mosaic directions: a, b, c, d. */
  private double[] linear(Orientation o, long[] id) {
    SlideParams p = params.slides();
    double angle = draw.within(p.rotationRad(), "slide rotation", id);
    double sx = 1 + draw.within(p.scale(), "slide scale x", id);
    double sy = 1 + draw.within(p.scale(), "slide scale y", id);
    double shear = draw.within(p.shear(), "slide shear", id);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] m = {cos * sx, cos * shear - sin * sy, sin * sx, sin * shear + cos * sy};
    Orientation back = o.inverse();
    double[] out = new double[4];
    for (int k = 0; k < 2; k++) {
      // the mirrors of an orientation are taken at the origin: the translation comes later
      out[k] = back.cameraX(m[k], m[2 + k], 0, 0);
      out[2 + k] = back.cameraY(m[k], m[2 + k], 0, 0);
    }
    return out;
  }

  /** A map and the canvas it needs. */
  private record Placed(PlaneMap map, int widthPx, int heightPx) {}

  private Placed place(Block block, SectionTruth in, double[] l, long[] id) {
    PlaneMap turn = new PlaneMap(l[0], l[1], 0, l[2], l[3], 0, List.of());
    MosaicExtent e = block.outline().bounds();
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int k = 0; k < 4; k++) {
      double[] corner =
          turn.inverse(
              e.xUm() + in.driftXUm() + (k % 2) * e.widthUm(),
              e.yUm() + in.driftYUm() + (k / 2) * e.heightUm());
      for (int d = 0; d < 2; d++) {
        least[d] = Math.min(least[d], corner[d]);
        most[d] = Math.max(most[d], corner[d]);
      }
    }
    SlideParams p = params.slides();
    double glass = GLASS_UM + p.shiftUm();
    double ox = glass + draw.within(p.shiftUm(), "slide shift x", id) - least[0];
    double oy = glass + draw.within(p.shiftUm(), "slide shift y", id) - least[1];
    PlaneMap map =
        new PlaneMap(
            l[0], l[1], -l[0] * ox - l[1] * oy, l[2], l[3], -l[2] * ox - l[3] * oy, warp(id));
    int width = (int) Math.ceil((most[0] - least[0] + 2 * glass) / p.pixelSizeUm());
    int height = (int) Math.ceil((most[1] - least[1] + 2 * glass) / p.pixelSizeUm());
    return new Placed(map, width, height);
  }

  private List<PlaneMap.Wave> warp(long[] id) {
    // the mean square of the displacement is the sum of amplitude²/2 over waves
    double amplitude = params.slides().warpUm() * Math.sqrt(2.0 / WAVES);
    List<PlaneMap.Wave> waves = new ArrayList<>();
    for (int w = 0; amplitude > 0 && w < WAVES; w++) {
      double k = 2 * Math.PI / draw.in(WAVE_UM, "warp length", id[0], id[1], w);
      double towards = 2 * Math.PI * draw.uniform("warp direction", id[0], id[1], w);
      double along = 2 * Math.PI * draw.uniform("warp polarisation", id[0], id[1], w);
      waves.add(
          new PlaneMap.Wave(
              k * StrictMath.cos(towards),
              k * StrictMath.sin(towards),
              2 * Math.PI * draw.uniform("warp phase", id[0], id[1], w),
              amplitude * StrictMath.cos(along),
              amplitude * StrictMath.sin(along)));
    }
    return waves;
  }

  private SlideTruth.Tear tear(long[] id) {
    MosaicExtent e = MosaicExtent.of(params.grid());
    return new SlideTruth.Tear(
        e.centreXUm() + draw.within(0.05, "tear x", id) * e.widthUm(),
        e.centreYUm() + draw.within(0.05, "tear y", id) * e.heightUm(),
        2 * Math.PI * draw.uniform("tear angle", id));
  }

  private List<SlideBead> beads(
      SlideTruth slide, Block block, LayerWeights layer, SectionTruth in) {
    List<SlideBead> seen = new ArrayList<>();
    for (PhantomBead b : block.specimen().beads()) {
      double radius = b.visibleRadiusUm(layer.topUm(), layer.thicknessUm());
      if (radius <= 0 || lost(slide, b) || !block.outline().contains(b.xUm(), b.yUm(), layer)) {
        continue;
      }
      double x = b.xUm() + in.driftXUm();
      double y = b.yUm() + in.driftYUm();
      if (slide.tear() == null || slide.tear().beyondUm(x, y) < 0) {
        double[] at = slide.toMosaic().inverse(x, y);
        seen.add(new SlideBead(b.id(), at[0], at[1], radius, x, y, b.damaged()));
      }
    }
    return seen;
  }

  private boolean lost(SlideTruth slide, PhantomBead b) {
    if (slide.fault() == SlideFault.Kind.FEW_BEADS) {
      return draw.uniform("bead lost", slide.slab() + 1, b.id()) >= FEW;
    }
    return slide.fault() == SlideFault.Kind.NO_BEADS;
  }
}
