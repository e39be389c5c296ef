package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which slides and regions there are of the block, and how sections lie on their slides.
 *
 * @param sections sections with a slide, from 1
 * @param orphans slides without a section of the block: 1 cut directly above the first, 2 also
 *     directly below the last
 * @param rois regions measured by imaging mass cytometry, on the slides in turn
 * @param roiPx edge of a region, px of 1 µm
 * @param pixelSizeUm edge of a slide's pixel, µm
 * @param rotationRad largest rotation beside the orientation, rad
 * @param scale largest deviation of the scale, by axis
 * @param shear largest shear
 * @param shiftUm largest shift by axis, µm
 * @param warpUm rms length of the smooth warp, µm
 * @param faults what is wrong with single slides
 */
public record SlideParams(
    List<Integer> sections,
    int orphans,
    int rois,
    int roiPx,
    double pixelSizeUm,
    double rotationRad,
    double scale,
    double shear,
    double shiftUm,
    double warpUm,
    List<SlideFault> faults) {

  /** Copies the lists; refuses what could not be rendered. */
  public SlideParams {
    sections = sections.stream().distinct().sorted().toList();
    faults = List.copyOf(faults);
    require(sections.isEmpty() || sections.get(0) >= 1, "sections count from 1, got %s", sections);
    require(orphans >= 0 && orphans <= 2, "orphans must lie in 0 to 2, got %d", orphans);
    require(rois >= 0 && rois <= 999, "rois must lie in 0 to 999, got %d", rois);
    require(
        rois == 0 || !sections.isEmpty(), "rois lie on slides of sections, got %d and none", rois);
    require(roiPx >= 16 && roiPx <= 3000, "roi must lie in 16 to 3000 px, got %d", roiPx);
    require(
        pixelSizeUm >= 0.5 && pixelSizeUm <= 20,
        "pixels of slides must lie in 0.5 to 20 µm, got %s",
        pixelSizeUm);
    require(
        rotationRad >= 0 && rotationRad <= Math.PI,
        "rotation must lie in 0 to π, got %s",
        rotationRad);
    require(scale >= 0 && scale < 0.3, "scale must lie in [0, 0.3), got %s", scale);
    require(shear >= 0 && shear < 0.3, "shear must lie in [0, 0.3), got %s", shear);
    require(shiftUm >= 0, "shift must not be negative, got %s µm", shiftUm);
    require(warpUm >= 0 && warpUm <= 20, "warp must lie in 0 to 20 µm, got %s", warpUm);
    for (SlideFault f : faults) {
      require(sections.contains(f.section()), "section %d has a fault but no slide", f.section());
    }
  }

  /**
   * No slides and no regions.
   *
   * @return the parameters
   */
  public static SlideParams none() {
    return new SlideParams(
        List.of(), 0, 0, 700, 2.5, Math.toRadians(12), 0.015, 0.01, 150, 1.5, List.of());
  }

  /**
   * Slides of all sections and one orphan above the first; no regions.
   *
   * @param sections sections of the block
   * @return the parameters
   */
  public static SlideParams all(int sections) {
    return none().withSections(IntStream.rangeClosed(1, sections).boxed().toList()).withOrphans(1);
  }

  /**
   * Other sections with a slide.
   *
   * @param value sections, from 1
   * @return the changed parameters
   */
  public SlideParams withSections(List<Integer> value) {
    return new SlideParams(
        value,
        orphans,
        rois,
        roiPx,
        pixelSizeUm,
        rotationRad,
        scale,
        shear,
        shiftUm,
        warpUm,
        faults);
  }

  /**
   * Other orphans.
   *
   * @param value 0 to 2
   * @return the changed parameters
   */
  public SlideParams withOrphans(int value) {
    return new SlideParams(
        sections,
        value,
        rois,
        roiPx,
        pixelSizeUm,
        rotationRad,
        scale,
        shear,
        shiftUm,
        warpUm,
        faults);
  }

  /**
   * Other regions.
   *
   * @param count regions
   * @param edgePx edge of a region, px of 1 µm
   * @return the changed parameters
   */
  public SlideParams withRois(int count, int edgePx) {
    return new SlideParams(
        sections,
        orphans,
        count,
        edgePx,
        pixelSizeUm,
        rotationRad,
        scale,
        shear,
        shiftUm,
        warpUm,
        faults);
  }

  /**
   * Slides of another resolution.
   *
   * @param value edge of a pixel, µm
   * @return the changed parameters
   */
  public SlideParams withPixelSizeUm(double value) {
    return new SlideParams(
        sections, orphans, rois, roiPx, value, rotationRad, scale, shear, shiftUm, warpUm, faults);
  }

  /**
   * Other faults.
   *
   * @param value what is wrong with single slides
   * @return the changed parameters
   */
  public SlideParams withFaults(List<SlideFault> value) {
    return new SlideParams(
        sections,
        orphans,
        rois,
        roiPx,
        pixelSizeUm,
        rotationRad,
        scale,
        shear,
        shiftUm,
        warpUm,
        value);
  }

  /**
   * Number of slides.
   *
   * @return slides of sections, those scanned twice counted twice, and orphans
   */
  public int count() {
    long twice = faults.stream().filter(f -> f.kind() == SlideFault.Kind.TWICE).count();
    return sections.size() + orphans + (int) twice;
  }

  boolean has(int section, SlideFault.Kind kind) {
    return faults.contains(new SlideFault(section, kind));
  }
}
