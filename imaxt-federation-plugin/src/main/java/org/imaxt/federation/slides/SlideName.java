package org.imaxt.federation.slides;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a slide is called in the sample, after its file. */
final class SlideName {

  private static final Pattern FILE =
      Pattern.compile(
          "(.+?)(?:\\.ome\\.tiff?|\\.tiff?|\\.czi)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private SlideName() {}

  /**
   * The name that a file gives its slide.
   *
   * @param fileName name of the file, without its folder
   * @return the name without its ending, or empty for a file of no kind that is read
   */
  static Optional<String> of(String fileName) {
    Matcher matcher = FILE.matcher(fileName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The name of a scene of a file that holds several.
   *
   * @param stem name that the file gives
   * @param scene the scene, from 1
   * @return for example {@code block_s2}
   */
  static String ofScene(String stem, int scene) {
    return stem + "_s" + scene;
  }
}
