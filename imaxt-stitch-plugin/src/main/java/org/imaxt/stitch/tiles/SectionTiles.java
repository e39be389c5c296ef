package org.imaxt.stitch.tiles;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.Undistort;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.algo.image.OrientedView;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;

/** The tiles of one section as lazy views. Safe for use by several threads. */
public final class SectionTiles {

  private final AcquisitionDocument acquisition;
  private final SectionDocument section;
  private final Img<UnsignedShortType> raw;

  private SectionTiles(
      AcquisitionDocument acquisition, SectionDocument section, Img<UnsignedShortType> raw) {
    this.acquisition = acquisition;
    this.section = section;
    this.raw = raw;
  }

  /**
   * Opens the tiles of a section.
   *
   * @param sample the sample
   * @param section number from 1
   * @return its tiles; pixels are read when they are touched
   */
  public static SectionTiles open(Sample sample, int section) {
    Imported imported =
        new Receipts(sample)
            .find("ingest", Layout.sectionName(section))
            .map(receipt -> Imported.shared(sample, section, receipt))
            .orElseGet(() -> Imported.read(sample, section));
    return new SectionTiles(sample.read(Layout.acquisition()), imported.section(), imported.raw());
  }

  /** A section as it was imported. */
  private record Imported(SectionDocument section, Img<UnsignedShortType> raw) {

    static Imported read(Sample sample, int section) {
      return new Imported(sample.read(Layout.section(section)), sample.image(Layout.raw(section)));
    }

    /** Shared by all units, and with it its decoded pixels, until it is imported anew. */
    static Imported shared(Sample sample, int section, Receipt receipt) {
      return sample.derived(
          "imported %s %s %s".formatted(section, receipt.hash(), receipt.provenance()),
          () -> read(sample, section));
    }
  }

  /**
   * What all sections share.
   *
   * @return the document
   */
  public AcquisitionDocument acquisition() {
    return acquisition;
  }

  /**
   * Grid and stage positions of the section.
   *
   * @return the document
   */
  public SectionDocument section() {
    return section;
  }

  /**
   * The tiles that have an image in at least one channel of a layer.
   *
   * @param layer layer from 1
   * @return their stage positions, in acquisition order
   */
  public List<StagePosition> present(int layer) {
    return section.tiles().stream().filter(t -> !channels(t.tile(), layer).isEmpty()).toList();
  }

  /**
   * The channels in which a tile has an image.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @return channels from 1, ascending
   */
  public List<Integer> channels(int tile, int layer) {
    return IntStream.rangeClosed(1, acquisition.channels())
        .filter(c -> section.has(tile, layer, c))
        .boxed()
        .toList();
  }

  /**
   * A tile as it comes from the camera.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @param channel channel from 1
   * @return lazy view (x, y), camera frame
   */
  public RandomAccessibleInterval<UnsignedShortType> raw(int tile, int layer, int channel) {
    return Views.hyperSlice(
        Views.hyperSlice(Views.hyperSlice(raw, 4, tile), 3, channel - 1), 2, layer - 1);
  }

  /**
   * A tile flat-fielded and turned.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @param channel channel from 1
   * @param flatfield flat field of the channel, camera frame
   * @return lazy view (x, y) with its minimum at 0, mosaic frame, ADU
   */
  public RandomAccessibleInterval<FloatType> corrected(
      int tile, int layer, int channel, Flatfield flatfield) {
    return OrientedView.of(flatfield.correct(raw(tile, layer, channel)), acquisition.orientation());
  }

  /**
   * A tile flat-fielded, turned and undistorted.
   *
   * @param tile tile from 0
   * @param layer layer from 1
   * @param channel channel from 1
   * @param flatfield flat field of the channel, camera frame
   * @param inverse inverse of the distortion, turned frame; empty for none
   * @return lazy view (x, y) with its minimum at 0, mosaic frame, ADU; NaN where the camera saw
   *     nothing
   */
  public RandomAccessibleInterval<FloatType> undistorted(
      int tile, int layer, int channel, Flatfield flatfield, Optional<InverseGrid> inverse) {
    RandomAccessibleInterval<FloatType> seen = corrected(tile, layer, channel, flatfield);
    return inverse.isPresent() ? Undistort.view(seen, inverse.get()) : seen;
  }
}
