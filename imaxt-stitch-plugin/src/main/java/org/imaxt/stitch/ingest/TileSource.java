package org.imaxt.stitch.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imaxt.core.stage.InputException;

/**
 * The file of one image, as a receipt notes it.
 *
 * @param tile tile from 0
 * @param layer layer from 1
 * @param channel channel from 1
 * @param path the file
 * @param state its size and time of change
 */
record TileSource(int tile, int layer, int channel, String path, String state)
    implements Serializable {

  /** Notes a file as it is now. */
  static TileSource of(int tile, int layer, int channel, Path file) {
    return new TileSource(
        tile, layer, channel, file.toAbsolutePath().normalize().toString(), state(file));
  }

  /** Reads an entry that {@link #key} and {@link #value} made. */
  static TileSource parse(Map.Entry<String, String> input) {
    String[] key = input.getKey().split(" ");
    String[] value = input.getValue().split(" ", 3);
    return new TileSource(
        Integer.parseInt(key[1]),
        Integer.parseInt(key[3]),
        Integer.parseInt(key[5]),
        value[2],
        value[0] + " " + value[1]);
  }

  /** Whether an entry is one of ours. */
  static boolean isOne(Map.Entry<String, String> input) {
    return input.getKey().startsWith("tile ");
  }

  String key() {
    return "tile %05d layer %03d channel %02d".formatted(tile, layer, channel);
  }

  String value() {
    return state + " " + path;
  }

  /** Size in bytes and time of change in ms. */
  static String state(Path file) {
    try {
      return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e, e);
    }
  }
}
