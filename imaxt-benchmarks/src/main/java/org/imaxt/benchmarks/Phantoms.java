package org.imaxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Acquisitions of full-size tiles in four channels, made once and kept. */
final class Phantoms {

  private static final int TILE_PX = 2080;
  private static final int CHANNELS = 4;

  private Phantoms() {}

  /** The acquisition of a size such as {@code 4x4x3}: rows, columns, sections. */
  static Path acquisition(Path folder, String size) throws IOException, InterruptedException {
    Path acquisition = folder.resolve("four-channels-" + size);
    if (Files.exists(acquisition.resolve("truth.json"))) {
      return acquisition;
    }
    Program.delete(acquisition);
    String[] parts = size.split("x");
    Program.here()
        .run(
            "phantom",
            "--out",
            acquisition.toString(),
            "--rows",
            parts[0],
            "--columns",
            parts[1],
            "--sections",
            parts[2],
            "--channels",
            Integer.toString(CHANNELS),
            "--tile",
            Integer.toString(TILE_PX),
            "--pixel-size",
            "0.56");
    return acquisition;
  }
}
