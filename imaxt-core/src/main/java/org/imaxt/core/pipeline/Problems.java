package org.imaxt.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.stage.ParamException;

/** Collects what is wrong in a pipeline file, so that all of it is told at once. */
final class Problems {

  private final String file;
  private final Map<Integer, List<String>> byLine = new TreeMap<>();

  Problems(String file) {
    this.file = file;
  }

  /** Notes a problem of a line, counted from 1. */
  void add(int line, String problem) {
    byLine
        .computeIfAbsent(line, l -> new ArrayList<>())
        .add("%s line %s: %s".formatted(file, line, problem));
  }

  boolean isEmpty() {
    return byLine.isEmpty();
  }

  /** Refuses the file if anything was noted, in the order of its lines. */
  void refuse() {
    if (!isEmpty()) {
      throw new ParamException(byLine.values().stream().flatMap(List::stream).toList());
    }
  }
}
