package org.imaxt.stitch.acquisition;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/**
 * Reads any microscope's tiles: one section, one layer, positions from a regular grid or from
 * Fiji's TileConfiguration. The origin is the outer corner of tile 0.
 */
public final class GridReader {

  private GridReader() {}

  /**
   * Reads a folder of tiles named by a pattern. Tiles are numbered as the files are; with {@code
   * {x}} and {@code {y}}, row by row.
   *
   * @param folder the folder
   * @param pattern names and grid
   * @return the acquisition; tiles without a file are listed as missing
   * @throws AcquisitionException if no file fits, or the folder cannot be used
   */
  public static Acquisition read(Path folder, GridPattern pattern) {
    AcquisitionFolder root = new AcquisitionFolder(folder);
    Refusals refusals = new Refusals();
    List<GridNames.Named> names = GridNames.find(root, pattern.pattern(), refusals);
    refusals.throwIfAny();
    if (names.isEmpty()) {
      throw Refusals.refusal(
          "no file like \"%s\" in %s; check --pattern and --input", pattern.pattern(), folder);
    }
    Grid grid = Grid.of(pattern, names);
    TreeMap<Integer, Integer> channels = GridNames.channels(names);
    TileFiles.Builder files = new TileFiles.Builder(grid.tiles(), 1, channels.size());
    List<String> notes = new ArrayList<>();
    for (GridNames.Named named : names) {
      OptionalInt tile = grid.tile(named);
      if (tile.isEmpty()) {
        notes.add(named.file().getFileName() + " lies outside the grid: left out");
      } else {
        files
            .put(tile.getAsInt(), 1, channels.get(named.c()), named.file())
            .ifPresent(
                before ->
                    refusals.add(
                        "%s and %s name the same tile; move one away",
                        before.getFileName(), named.file().getFileName()));
      }
    }
    refusals.throwIfAny();
    if (pattern.hasChannels()) {
      notes.add("channels by the number in the file name: " + channels);
    }
    TileFiles built = files.build();
    TileFormat tile = TileCheck.firstSound(List.of(built), folder);
    List<StagePosition> positions = grid.positions(tile);
    Found found = new Found(root, tile, pattern.pixelSize(), built, notes);
    return found.acquisition(
        new GridCells(positions, grid.rows(), grid.columns()),
        pattern.overlap(),
        Map.of("pattern", pattern.pattern()));
  }

  /**
   * Reads a folder of tiles placed by Fiji's TileConfiguration.
   *
   * @param folder the folder the file names are relative to
   * @param configuration the configuration; it may lie elsewhere
   * @param pixelSize pixel size, µm
   * @return the acquisition; tiles without a file are listed as missing
   * @throws AcquisitionException if no file is there, a name leaves the folder, or a line is not
   *     understood
   */
  public static Acquisition read(Path folder, Path configuration, PixelSize pixelSize) {
    AcquisitionFolder root = new AcquisitionFolder(folder);
    Refusals refusals = new Refusals();
    TileConfiguration lines = TileConfiguration.read(configuration, refusals);
    if (lines.lines().isEmpty()) {
      refusals.add("%s lists no tiles; its lines are like name.tif; ; (x, y)", configuration);
    }
    TileFiles.Builder files = new TileFiles.Builder(lines.lines().size(), 1, 1);
    for (int i = 0; i < lines.lines().size(); i++) {
      put(root, configuration, lines.lines().get(i).file(), i, files, refusals);
    }
    refusals.throwIfAny();
    TileFiles built = files.build();
    if (built.present() == 0) {
      throw Refusals.refusal(
          "none of the %d files of %s is in %s; check --input",
          built.tiles(), configuration, folder);
    }
    TileFormat tile = TileCheck.firstSound(List.of(built), folder);
    List<String> notes = new ArrayList<>();
    if (lines.lines().stream().anyMatch(l -> l.zPx() != 0)) {
      notes.add("z of " + configuration.getFileName() + " is left out: tiles lie in one plane");
    }
    TileConfiguration.Line first = lines.lines().get(0);
    GridCells cells =
        GridCells.of(
            lines.lines().stream()
                .mapToDouble(l -> (l.xPx() - first.xPx()) * pixelSize.xUm())
                .toArray(),
            lines.lines().stream()
                .mapToDouble(l -> (l.yPx() - first.yPx()) * pixelSize.yUm())
                .toArray(),
            tile,
            pixelSize);
    Found found = new Found(root, tile, pixelSize, built, notes);
    return found.acquisition(
        cells,
        cells.overlap(tile, pixelSize),
        Map.of("TileConfiguration", configuration.getFileName().toString()));
  }

  private static void put(
      AcquisitionFolder root,
      Path configuration,
      String name,
      int tile,
      TileFiles.Builder files,
      Refusals refusals) {
    Path file;
    try {
      file = root.path().resolve(name);
    } catch (InvalidPathException e) {
      refusals.add("%s names no possible file: \"%s\"", configuration, name);
      return;
    }
    boolean climbs = List.of(name.split("[/\\\\]")).contains("..") || !file.startsWith(root.path());
    if (climbs || present(file) && !root.resolvesInside(file)) {
      refusals.add(
          "%s names \"%s\", which leads out of %s; copy the file there and correct the line",
          configuration, name, root.path());
    } else if (Files.exists(file)) {
      files.put(tile, 1, 1, file);
    }
  }

  private static boolean present(Path file) {
    return Files.exists(file) || Files.isSymbolicLink(file);
  }

  /** What was found in the folder. */
  private record Found(
      AcquisitionFolder root,
      TileFormat tile,
      PixelSize pixelSize,
      TileFiles files,
      List<String> notes) {

    Acquisition acquisition(GridCells cells, double overlap, Map<String, String> metadata) {
      List<TileProblem> missing = new ArrayList<>();
      files.forEach(
          (t, layer, channel, file) -> {
            if (file.isEmpty()) {
              missing.add(
                  new TileProblem(
                      TileProblem.Kind.MISSING, 1, t, layer, channel, "its file is missing"));
            }
          });
      AcquiredSection section =
          new AcquiredSection(
              1, cells.rows(), cells.columns(), cells.positions(), files, metadata, missing);
      return new Acquisition(
          root.name(),
          root.path(),
          tile,
          pixelSize,
          files.channels(),
          1,
          0,
          0,
          "",
          overlap,
          List.of(section),
          List.of(),
          metadata,
          notes);
    }
  }
}
