package org.imaxt.stitch.tiles;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;

/** The distortion that a sample holds. */
public final class Distortions {

  /** The stage that writes it. */
  public static final String STAGE = "distortion";

  /** Its one output. */
  public static final String OUTPUT = "field";

  private Distortions() {}

  /**
   * The document of the stage distortion.
   *
   * @param sample the sample
   * @return nothing if the stage has not run
   */
  public static Optional<DistortionDocument> document(Sample sample) {
    return isThere(sample) ? Optional.of(sample.read(Layout.distortion())) : Optional.empty();
  }

  /**
   * The distortion of the field.
   *
   * @param sample the sample
   * @param acquisition says how large tiles are
   * @return the identity if the stage distortion has not run
   */
  public static Distortion of(Sample sample, AcquisitionDocument acquisition) {
    return document(sample)
        .map(DistortionDocument::distortion)
        .orElseGet(
            () ->
                Distortion.identity(
                    acquisition.tileWidthPx(),
                    acquisition.tileHeightPx(),
                    acquisition.pixelSizeUm()));
  }

  /**
   * The inverse of the distortion, turned on to the stage axes, made once a sample.
   *
   * @param sample the sample
   * @param acquisition says how tiles lie on the stage axes
   * @return nothing if there is no distortion
   */
  public static Optional<InverseGrid> inverse(Sample sample, AcquisitionDocument acquisition) {
    return inverse(sample, acquisition, 1);
  }

  /**
   * The same for tiles at a lower resolution.
   *
   * @param sample the sample
   * @param acquisition says how tiles lie on the stage axes
   * @param bin side of the squares that are averaged to one pixel, px
   * @return nothing if there is no distortion
   */
  public static Optional<InverseGrid> inverse(
      Sample sample, AcquisitionDocument acquisition, int bin) {
    return receipt(sample)
        .flatMap(
            receipt ->
                sample.derived(
                    "distortion %s %s %s".formatted(receipt.hash(), acquisition.orientation(), bin),
                    () -> inverse(of(sample, acquisition), acquisition, bin)));
  }

  private static Optional<InverseGrid> inverse(
      Distortion distortion, AcquisitionDocument acquisition, int bin) {
    return distortion.isIdentity()
        ? Optional.empty()
        : Optional.of(InverseGrid.of(distortion.binned(bin), acquisition.orientation()));
  }

  /**
   * The reference of the distortion, for the receipts of what uses it.
   *
   * @param sample the sample
   * @return one reference, or none if the stage has not run
   */
  public static List<String> references(Sample sample) {
    return isThere(sample) ? List.of(STAGE + "/" + OUTPUT) : List.of();
  }

  private static Optional<Receipt> receipt(Sample sample) {
    return new Receipts(sample).find(STAGE, OUTPUT);
  }

  private static boolean isThere(Sample sample) {
    return receipt(sample).isPresent();
  }
}
