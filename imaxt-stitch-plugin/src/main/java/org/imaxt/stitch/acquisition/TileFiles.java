package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The image files of a section's tiles, one a tile, layer and channel; immutable. */
public final class TileFiles {

  private final int tiles;
  private final int layers;
  private final int channels;

  /** By (channel, layer, tile), tile fastest; null where missing. */
  private final Path[] paths;

  private TileFiles(int tiles, int layers, int channels, Path[] paths) {
    this.tiles = tiles;
    this.layers = layers;
    this.channels = channels;
    this.paths = paths;
  }

  /** Where a section's files are put while its folder is read. */
  static final class Builder {

    private final TileFiles files;

    Builder(int tiles, int layers, int channels) {
      int count = Math.multiplyExact(tiles, Math.multiplyExact(layers, channels));
      this.files = new TileFiles(tiles, layers, channels, new Path[count]);
    }

    /** Puts a file and returns what lay there before. */
    Optional<Path> put(int tile, int layer, int channel, Path file) {
      int at = files.index(tile, layer, channel);
      Path before = files.paths[at];
      files.paths[at] = file;
      return Optional.ofNullable(before);
    }

    TileFiles build() {
      return new TileFiles(files.tiles, files.layers, files.channels, files.paths.clone());
    }
  }

  /**
   * Number of tiles a layer.
   *
   * @return tiles
   */
  public int tiles() {
    return tiles;
  }

  /**
   * Number of optical layers.
   *
   * @return layers
   */
  public int layers() {
    return layers;
  }

  /**
   * Number of channels.
   *
   * @return channels
   */
  public int channels() {
    return channels;
  }

  /**
   * Number of files that are there.
   *
   * @return files, at most tiles × layers × channels
   */
  public int present() {
    int n = 0;
    for (Path path : paths) {
      n += path == null ? 0 : 1;
    }
    return n;
  }

  /**
   * The file of a tile.
   *
   * @param tile number of the tile, from 0
   * @param layer optical layer, from 1
   * @param channel channel, from 1
   * @return the file, empty if missing
   * @throws IndexOutOfBoundsException if there is no such tile, layer or channel
   */
  public Optional<Path> get(int tile, int layer, int channel) {
    return Optional.ofNullable(paths[index(tile, layer, channel)]);
  }

  /** The same without one file. */
  TileFiles without(int tile, int layer, int channel) {
    Path[] rest = paths.clone();
    rest[index(tile, layer, channel)] = null;
    return new TileFiles(tiles, layers, channels, rest);
  }

  private int index(int tile, int layer, int channel) {
    Objects.checkIndex(tile, tiles);
    Objects.checkIndex(layer - 1, layers);
    Objects.checkIndex(channel - 1, channels);
    return ((channel - 1) * layers + layer - 1) * tiles + tile;
  }

  /** What is done with each place, in the order tile, layer, channel. */
  interface Visitor {
    void visit(int tile, int layer, int channel, Optional<Path> file);
  }

  void forEach(Visitor visitor) {
    for (int tile = 0; tile < tiles; tile++) {
      for (int layer = 1; layer <= layers; layer++) {
        for (int channel = 1; channel <= channels; channel++) {
          visitor.visit(tile, layer, channel, get(tile, layer, channel));
        }
      }
    }
  }
}
