package org.imaxt.core.phantom;

import java.util.List;
import org.imaxt.core.model.Orientation;

/**
 * What is true of one slide scan. Its frame is µm from the outer corner of pixel (0, 0), x right
 * and y down.
 *
 * @param name name of the slide, the file's stem
 * @param section the section of the block that was imaged before it became this slide; 0 if none
 *     was: an orphan, a slide of another block, or of a section without a folder
 * @param slab which slice of the block it is: that of section n is n, the orphan above the first 0,
 *     the one below the last n + 1; in {@code blockSeed}'s block
 * @param frame section whose mosaic frame {@code toMosaic} leads to: the slab's, or the nearest
 * @param blockSeed seed of the block; another than the sample's for a slide of another block
 * @param topUm depth of the slice's upper face below the first cut, µm
 * @param thicknessUm thickness of the slice, µm
 * @param widthPx width, px
 * @param heightPx height, px
 * @param pixelSizeUm edge of a pixel, µm
 * @param orientation which of the eight ways lays the slide's image on the mosaic's axes
 * @param toMosaic slide frame to the true mosaic frame of section {@code frame}
 * @param fault what is wrong with it; null if nothing is
 * @param tear where a torn section ends, mosaic frame; null if it is whole
 * @param channels what was drawn for its channels
 * @param beads the beads it shows
 */
public record SlideTruth(
    String name,
    int section,
    int slab,
    int frame,
    long blockSeed,
    double topUm,
    double thicknessUm,
    int widthPx,
    int heightPx,
    double pixelSizeUm,
    Orientation orientation,
    PlaneMap toMosaic,
    SlideFault.Kind fault,
    Tear tear,
    List<SlideChannel> channels,
    List<SlideBead> beads) {

  /** Names of the channels, in the order of the pages. */
  public static final List<String> CHANNELS = List.of("DAPI", "AF488");

  /**
   * A tear: what lies beyond the line is missing.
   *
   * @param xUm x of a point on the line, mosaic frame, µm
   * @param yUm y of the point, µm
   * @param angleRad direction from the line into what is missing, rad
   */
  public record Tear(double xUm, double yUm, double angleRad) {

    /** How far beyond the line a point lies, µm; negative where the section is whole. */
    double beyondUm(double x, double y) {
      return (x - xUm) * StrictMath.cos(angleRad) + (y - yUm) * StrictMath.sin(angleRad);
    }
  }

  /** Copies the lists. */
  public SlideTruth {
    channels = List.copyOf(channels);
    beads = List.copyOf(beads);
  }

  /**
   * Name of the file.
   *
   * @return {@code <name>.ome.tif}
   */
  public String file() {
    return name + ".ome.tif";
  }

  SlideTruth withBeads(List<SlideBead> value) {
    return new SlideTruth(
        name,
        section,
        slab,
        frame,
        blockSeed,
        topUm,
        thicknessUm,
        widthPx,
        heightPx,
        pixelSizeUm,
        orientation,
        toMosaic,
        fault,
        tear,
        channels,
        value);
  }
}
