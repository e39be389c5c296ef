package org.imaxt.imc.segmentation;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.RegionDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.imc.probability.ImagePixels;
import org.imaxt.imc.probability.Pixels;
import org.imaxt.imc.probability.Stains;
import org.imaxt.imc.probability.SummedPixels;

/**
 * The stains of a region of the sample.
 *
 * @param sample the sample
 * @param settings which channels they are
 */
record RegionStains(Sample sample, SegmentationParams settings) {

  ScanDocument scan(String region) {
    return sample.read(ScanLayout.scan(Modality.IMC, region));
  }

  OmeImage image(String region) {
    return OmeImage.open(
        ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, region)));
  }

  StainChoice choice(String region) {
    return StainChoice.of(settings, scan(region).channels(), region);
  }

  /** Refuses nuclear channels without a single count. */
  void check(String region) {
    List<RegionDocument.ChannelFigures> figures = sample.read(ScanLayout.region(region)).channels();
    List<Integer> nuclear = choice(region).nuclear();
    if (nuclear.stream().allMatch(c -> figures.get(c).max() <= 0)) {
      throw new InputException(
          "the nuclear channels of %s must show something, %s are 0 throughout; give others by"
                  .formatted(region, StainChoice.keys(nuclear, scan(region).channels()))
              + " --nuclear, or leave the region out by --roi");
    }
  }

  Stains of(String region) {
    StainChoice choice = choice(region);
    OmeImage image = image(region);
    Optional<Pixels> cytoplasm =
        choice.cytoplasm().isEmpty()
            ? Optional.empty()
            : Optional.of(sum(image, choice.cytoplasm()));
    return new Stains(sum(image, choice.nuclear()), cytoplasm, scan(region).pixelSizeUm());
  }

  private Pixels sum(OmeImage image, List<Integer> channels) {
    ImageScale scale = ImageScale.read(image);
    List<Pixels> pixels =
        channels.stream()
            .<Pixels>map(c -> new ImagePixels(image.levels().get(0), c, scale, sample.cache()))
            .toList();
    return SummedPixels.of(pixels, settings.low(), settings.high());
  }
}
