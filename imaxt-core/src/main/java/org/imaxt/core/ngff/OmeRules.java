package org.imaxt.core.ngff;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;

/** Rules between an image's document and its arrays. */
final class OmeRules {

  private OmeRules() {}

  /** Refuses arrays that are not the levels the document tells of. */
  static void requireFit(OmeDocument document, List<ArraySpec> specs) {
    Multiscale m = document.multiscale();
    if (specs.size() != m.levels().size()) {
      throw new IllegalArgumentException(
          "the document has "
              + m.levels().size()
              + " levels, there are "
              + specs.size()
              + " arrays");
    }
    ArraySpec finest = specs.get(0);
    ArraySpec finer = finest;
    for (int i = 0; i < specs.size(); i++) {
      requireLevel(m, i, specs.get(i), finest.type(), finer.shape());
      finer = specs.get(i);
    }
    requireChannels(document, finest);
    if (document.label().isPresent() && !OmeImage.isInteger(finest.type())) {
      throw new IllegalArgumentException("labels must be integers, got " + finest.type().v3Name());
    }
  }

  private static void requireLevel(
      Multiscale m, int level, ArraySpec spec, DataType type, long[] finer) {
    String path = m.levels().get(level).path();
    if (spec.dimensions() != m.axes().size()) {
      throw new IllegalArgumentException(
          "level '"
              + path
              + "' has "
              + spec.dimensions()
              + " axes, the document "
              + m.axes().size());
    }
    if (spec.type() != type) {
      throw new IllegalArgumentException(
          "level '" + path + "' is " + spec.type().v3Name() + ", the finest " + type.v3Name());
    }
    long[] shape = spec.shape();
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 1 || shape[d] > finer[d]) {
        throw new IllegalArgumentException(
            "level '"
                + path
                + "' of shape "
                + Arrays.toString(shape)
                + " is empty or larger than the finer one, "
                + Arrays.toString(finer));
      }
    }
    List<String> names = m.axes().stream().map(Axis::name).toList();
    if (!spec.dimensionNames().isEmpty() && !spec.dimensionNames().equals(names)) {
      throw new IllegalArgumentException(
          "level '"
              + path
              + "' names its axes "
              + spec.dimensionNames()
              + ", the document "
              + names);
    }
  }

  private static void requireChannels(OmeDocument document, ArraySpec finest) {
    List<Axis> axes = document.multiscale().axes();
    long channels = 1;
    for (int d = 0; d < axes.size(); d++) {
      if (axes.get(d).type() == Axis.Type.CHANNEL) {
        channels = finest.shape()[d];
      }
    }
    int described = document.channels().size();
    if (described != 0 && described != channels) {
      throw new IllegalArgumentException(
          "the document describes " + described + " channels, the image has " + channels);
    }
  }

  /** Refuses level names that BigStitcher would not find. */
  static void requireLevelNames(Multiscale m) {
    for (int i = 0; i < m.levels().size(); i++) {
      if (!m.levels().get(i).path().equals(Integer.toString(i))) {
        throw new IllegalArgumentException(
            "levels must be named 0, 1, 2 and so on, got '" + m.levels().get(i).path() + "'");
      }
    }
  }
}
