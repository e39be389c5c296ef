package org.imaxt.core.zarr;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a chunk's index becomes its key below the array.
 *
 * @param prefixed whether keys start with {@code c}, as version 3's default does
 * @param separator what joins the parts
 */
record ChunkKeys(boolean prefixed, Separator separator) {

  String key(long... index) {
    String numbers =
        Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(separator.text()));
    return prefixed ? "c" + separator.text() + numbers : numbers;
  }
}
