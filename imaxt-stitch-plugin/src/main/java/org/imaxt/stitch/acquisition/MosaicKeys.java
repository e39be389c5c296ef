package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks keys up in a Mosaic file, then in a second one; what is wrong is collected. */
final class MosaicKeys {

  private final MosaicFile file;
  private final Optional<MosaicFile> second;
  private final Refusals refusals;

  MosaicKeys(MosaicFile file, Optional<MosaicFile> second, Refusals refusals) {
    this.file = file;
    this.second = second;
    this.refusals = refusals;
  }

  /** All values of the file itself. */
  Map<String, String> all() {
    return file.values();
  }

  Optional<String> text(String key) {
    return file.value(key).or(() -> second.flatMap(m -> m.value(key)));
  }

  /** A whole number within limits; when it is absent or wrong, that is noted and 1 stands in. */
  int whole(String key, int least, int most) {
    return own(key, text(key), least, most);
  }

  /** A whole number of this file alone. */
  int wholeOfThisFile(String key, int least, int most) {
    return own(key, file.value(key), least, most);
  }

  private int own(String key, Optional<String> value, int least, int most) {
    if (value.isEmpty()) {
      missing(key);
      return Math.max(1, least);
    }
    double number = number(value.get());
    if (!(number >= least && number <= most) || number != Math.rint(number)) {
      refusals.add(
          "key %s in %s must be a whole number from %d to %d, got \"%s\"; correct it there",
          key, where(key), least, most, value.get());
      return Math.max(1, least);
    }
    return (int) number;
  }

  /** A positive length in µm; when it is absent or wrong, that is noted and 1 stands in. */
  double lengthUm(String key, String wayOut) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      refusals.add("key %s is missing in %s; %s", key, file.path(), wayOut);
      return 1;
    }
    double number = number(value.get());
    if (!(number > 0 && number < 1e6)) {
      refusals.add(
          "key %s in %s must be a positive number of µm, got \"%s\"; %s",
          key, where(key), value.get(), wayOut);
      return 1;
    }
    return number;
  }

  /** A key is there and says nought. */
  boolean isZero(String key) {
    return text(key).map(v -> number(v) == 0).orElse(false);
  }

  private void missing(String key) {
    refusals.add("key %s is missing in %s; add the line %s:<value>", key, file.path(), key);
  }

  private Path where(String key) {
    return file.value(key).isPresent() ? file.path() : second.orElse(file).path();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
