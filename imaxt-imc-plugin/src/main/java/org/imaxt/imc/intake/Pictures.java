package org.imaxt.imc.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.imc.McdFile;
import org.imaxt.core.imc.McdPicture;
import org.imaxt.core.sample.PicturesDocument;
import org.imaxt.core.sample.PicturesDocument.ScanPicture;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;

/** Copies the pictures inside an {@code .mcd} into the sample, byte for byte. */
final class Pictures {

  private Pictures() {}

  /**
   * Copies the pictures.
   *
   * @return what cannot be copied, as sentences
   */
  static List<String> copy(McdFile mcd, Sample sample) {
    String stem = InputFiles.stem(mcd.path());
    String folder = ScanLayout.IMC_PICTURES + "/" + stem;
    sample.store().deleteTree(folder);
    List<String> warnings = new ArrayList<>();
    List<ScanPicture> pictures = new ArrayList<>();
    for (McdPicture picture : mcd.pictures()) {
      String kind = picture.kind().name().toLowerCase(Locale.ROOT);
      try {
        Optional<byte[]> bytes = mcd.picture(picture);
        if (bytes.isEmpty()) {
          warnings.add(
              "%s: what should be the %s picture %d is no PNG, JPEG, BMP or TIFF; it is left out"
                  .formatted(mcd.path().getFileName(), kind, picture.id()));
          continue;
        }
        String name =
            "%s_%03d.%s"
                .formatted(kind, picture.id(), McdFile.pictureEnding(bytes.get()).orElseThrow());
        sample.store().write(folder + "/" + name, bytes.get());
        pictures.add(
            new ScanPicture(
                name, kind, picture.id(), picture.description(), down(picture.cornersUm())));
      } catch (IOException e) {
        throw new InputException(OpenRegion.message(e, mcd.path().toString()), e);
      }
    }
    if (!pictures.isEmpty()) {
      sample.write(
          ScanLayout.pictures(stem),
          new PicturesDocument(mcd.path().getFileName().toString(), pictures));
    }
    return warnings;
  }

  /** The stage's y points up; a sample's points down. */
  private static List<Double> down(List<Double> corners) {
    List<Double> down = new ArrayList<>();
    for (int i = 0; i < corners.size(); i++) {
      down.add(i % 2 == 0 ? corners.get(i) : 0 - corners.get(i));
    }
    return down;
  }

  /** Removes the pictures of files of which no region is left. */
  static void removeUnused(Sample sample, List<String> files) {
    for (String stem : List.copyOf(sample.store().list(ScanLayout.IMC_PICTURES))) {
      boolean used = files.stream().anyMatch(f -> InputFiles.stem(Path.of(f)).equals(stem));
      if (!used) {
        sample.store().deleteTree(ScanLayout.IMC_PICTURES + "/" + stem);
      }
    }
  }
}
