package org.imaxt.federation.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.CoarseImage;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.Hypothesis;
import org.imaxt.core.algo.federate.RegionMatch;
import org.imaxt.core.algo.federate.RoiOutcome;
import org.imaxt.core.algo.federate.TransformOutcome;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;

/** Finds a region on its slide by the nuclei that both show, where its beads do not tell. */
final class NuclearMatch {

  private static final double SEARCH_PIXEL_UM = 5;
  private static final double FINE_REGION_PIXEL_UM = 2;
  private static final double FINE_SLIDE_PIXEL_UM = 2.5;

  /** Of the slide round the region, for what the guess may be off. */
  private static final double MARGIN_UM = 100;

  /**
   * Side of the part of a slide that is searched at once: 100 bytes for each of its pixels, 256 MB,
   * however large the slide is.
   */
  private static final double WINDOW_UM = 8000;

  /** Parts overlap by so many diagonals of the region, so that it lies in one of them whole. */
  private static final double OVERLAP = 1.2;

  private NuclearMatch() {}

  /** The region on the slide that fits best; empty if it fits none. */
  static Optional<RoiOutcome> find(
      Sample sample, String name, List<String> slides, Progress progress) {
    CoarseImage region =
        SmallImages.ofNuclei(sample, Modality.IMC, name, SEARCH_PIXEL_UM, Optional.empty());
    Hypothesis best = null;
    int on = 0;
    Field field = ScanCatalogue.field(sample, Modality.IMC, name);
    for (int i = 0; i < slides.size(); i++) {
      Field whole = ScanCatalogue.field(sample, Modality.SLIDES, slides.get(i));
      for (Field part : windows(whole, field)) {
        progress.checkCancelled();
        CoarseImage slide =
            SmallImages.ofNuclei(
                sample, Modality.SLIDES, slides.get(i), SEARCH_PIXEL_UM, Optional.of(part));
        for (Hypothesis h : RegionMatch.search(region, slide, 1)) {
          if (best == null || h.score() > best.score()) {
            best = h;
            on = i;
          }
        }
      }
    }
    if (best == null || best.score() < RegionMatch.SIGNIFICANT) {
      return Optional.empty();
    }
    TransformOutcome outcome =
        RegionMatch.refine(
            SmallImages.ofNuclei(
                sample, Modality.IMC, name, FINE_REGION_PIXEL_UM, Optional.empty()),
            SmallImages.ofNuclei(
                sample,
                Modality.SLIDES,
                slides.get(on),
                FINE_SLIDE_PIXEL_UM,
                Optional.of(round(field, best.affine()))),
            best.affine());
    return outcome instanceof TransformOutcome.Fitted fitted
        ? Optional.of(new RoiOutcome.Found(on, 1, fitted.transform(), List.of()))
        : Optional.empty();
  }

  /** Parts of a slide, one where it is small enough, that hold the region wherever it lies. */
  static List<Field> windows(Field slide, Field region) {
    double overlap = OVERLAP * Math.hypot(region.x1() - region.x0(), region.y1() - region.y0());
    double side = Math.max(WINDOW_UM, 2 * overlap);
    List<Field> windows = new ArrayList<>();
    int columns = count(slide.x1() - slide.x0(), side, overlap);
    int rows = count(slide.y1() - slide.y0(), side, overlap);
    for (int k = 0; k < columns * rows; k++) {
      double x = slide.x0() + k % columns * (side - overlap);
      double y = slide.y0() + k / columns * (side - overlap);
      windows.add(new Field(x, y, Math.min(slide.x1(), x + side), Math.min(slide.y1(), y + side)));
    }
    return windows;
  }

  private static int count(double length, double side, double overlap) {
    return (int) Math.max(1, Math.ceil((length - overlap) / (side - overlap)));
  }

  /** The part of the slide that a guess lays the region on. */
  private static Field round(Field field, Affine affine) {
    double x0 = Double.POSITIVE_INFINITY;
    double y0 = Double.POSITIVE_INFINITY;
    double x1 = Double.NEGATIVE_INFINITY;
    double y1 = Double.NEGATIVE_INFINITY;
    for (double x : new double[] {field.x0(), field.x1()}) {
      for (double y : new double[] {field.y0(), field.y1()}) {
        x0 = Math.min(x0, affine.x(x, y));
        y0 = Math.min(y0, affine.y(x, y));
        x1 = Math.max(x1, affine.x(x, y));
        y1 = Math.max(y1, affine.y(x, y));
      }
    }
    return new Field(x0 - MARGIN_UM, y0 - MARGIN_UM, x1 + MARGIN_UM, y1 + MARGIN_UM);
  }
}
