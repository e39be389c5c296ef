package org.imaxt.imc.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.imc.ImcText;
import org.imaxt.core.imc.ImcTiff;
import org.imaxt.core.imc.McdAcquisition;
import org.imaxt.core.imc.McdFile;
import org.imaxt.core.imc.RegionPixels;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;

/**
 * A region whose file was opened.
 *
 * @param pixels its pixels
 * @param pixelSizeUm edge length of a pixel, µm
 * @param stageAffine its frame to the stage with y down; empty if the file does not say
 * @param metadata the instrument's own words
 * @param notes what is odd about it
 */
record OpenRegion(
    RegionPixels pixels,
    double pixelSizeUm,
    List<Double> stageAffine,
    Map<String, String> metadata,
    List<String> notes) {

  /** Opens a region; what was read of a file is kept as long as the file does not change. */
  static OpenRegion of(RegionRef ref, Sample sample) {
    String key = "imc-import %s %s %s".formatted(ref, RegionRef.state(ref.file()), state(ref));
    return sample.derived(key, () -> open(ref, mcd(ref, sample)));
  }

  private static String state(RegionRef ref) {
    return ref.mcd().isEmpty() ? "" : RegionRef.state(ref.mcd());
  }

  private static Optional<McdFile> mcd(RegionRef ref, Sample sample) {
    if (ref.mcd().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        sample.derived(
            "imc-import " + ref.mcd() + " " + state(ref),
            () -> {
              try {
                return McdFile.open(Path.of(ref.mcd()));
              } catch (IOException e) {
                throw new InputException(message(e, ref.mcd()), e);
              }
            }));
  }

  /** Opens a region with the {@code .mcd} that describes it. */
  static OpenRegion open(RegionRef ref, Optional<McdFile> mcd) {
    Path file = Path.of(ref.file());
    try {
      Optional<McdAcquisition> acquisition = mcd.flatMap(m -> m.acquisition(ref.acquisition()));
      return switch (ref.source()) {
        case MCD ->
            described(mcd.orElseThrow().pixels(acquisition.orElseThrow()), acquisition.get());
        case TXT -> text(ImcText.open(file), acquisition);
        case OME_TIFF, TIFF -> {
          ImcTiff tiff = ImcTiff.open(file);
          List<String> notes =
              tiff.pixelSizeUm().isPresent()
                  ? List.of()
                  : List.of("the file states no pixel size; 1 µm is taken");
          yield new OpenRegion(tiff, tiff.pixelSizeUm().orElse(1), List.of(), Map.of(), notes);
        }
      };
    } catch (IOException e) {
      throw new InputException(message(e, ref.file()), e);
    }
  }

  private static OpenRegion text(ImcText text, Optional<McdAcquisition> acquisition)
      throws IOException {
    if (acquisition.isEmpty()) {
      return new OpenRegion(text, 1, List.of(), Map.of(), List.of());
    }
    McdAcquisition mcd = acquisition.get();
    boolean sized = mcd.widthPx() > 0 && mcd.heightPx() > 0;
    return described(sized ? text.within(mcd.widthPx(), mcd.heightPx()) : text, mcd);
  }

  private static OpenRegion described(RegionPixels pixels, McdAcquisition acquisition) {
    double stretch = acquisition.stepYUm() / acquisition.stepXUm();
    List<String> notes = new ArrayList<>();
    if (stretch != 1) {
      notes.add(
          "shots are %s µm apart along x and %s µm along y; pixels are shown square"
              .formatted(acquisition.stepXUm(), acquisition.stepYUm()));
    }
    return new OpenRegion(
        pixels,
        acquisition.stepXUm(),
        acquisition.place().map(p -> p.affine(stretch)).orElse(List.of()),
        acquisition.metadata(),
        notes);
  }

  /** A message that names the file. */
  static String message(IOException e, String file) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    return said.contains(file) ? said : file + " cannot be read: " + said;
  }
}
