package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imaxt.core.model.PixelSize;

/**
 * One section of a TissueCyte acquisition, before the size of its tiles is known.
 *
 * @param number number of the section, from 1
 * @param mosaic its Mosaic file
 * @param layers optical layers
 * @param startnum index of its first tile image
 * @param files its tile images
 * @param notes oddities
 */
record TissueCyteSection(
    int number, MosaicFile mosaic, int layers, int startnum, TileFiles files, List<String> notes) {

  /** The time stamp before the index is left out: those of merged runs disagree. */
  private static final Pattern TILE =
      Pattern.compile("-(\\d+)_(\\d+)\\.tif(\\.gz)?$", Pattern.CASE_INSENSITIVE);

  private static final int MOST_CHANNELS = 99;
  private static final int MOST_LAYERS = 10_000;
  private static final int MOST_TILES_ALONG = 1_000;
  private static final int MOST_FILES = 10_000_000;
  private static final double TENTHS_A_UM = 10;

  /** Reads a section's Mosaic file and file names; empty if it has no Mosaic file. */
  static Optional<TissueCyteSection> read(
      AcquisitionFolder root,
      TissueCyteLayout.SectionFolders folders,
      MosaicFile master,
      Refusals refusals) {
    int number = folders.number();
    if (folders.mosaic().isEmpty()) {
      Path folder = folders.tiles().get(0).folder();
      refusals.add(
          "section %d has no Mosaic file, Mosaic_%s.txt belongs into %s; copy it there or move the"
              + " section's folder away",
          number, folder.getFileName(), folder);
      return Optional.empty();
    }
    if (root.leaves(folders.mosaic().get())) {
      refusals.add(
          "%s leads out of the acquisition's folder; copy the file there", folders.mosaic().get());
      return Optional.empty();
    }
    MosaicFile mosaic = MosaicFile.read(folders.mosaic().get(), refusals);
    Refusals own = new Refusals();
    MosaicKeys keys = new MosaicKeys(mosaic, Optional.of(master), own);
    int rows = keys.whole("mrows", 1, MOST_TILES_ALONG);
    int columns = keys.whole("mcolumns", 1, MOST_TILES_ALONG);
    int channels = keys.whole("channels", 1, MOST_CHANNELS);
    int layers = keys.isZero("Zscan") ? 1 : keys.whole("layers", 1, MOST_LAYERS);
    int startnum = keys.wholeOfThisFile("startnum", 0, Integer.MAX_VALUE / 2);
    if (own.none() && (long) rows * columns * layers * channels > MOST_FILES) {
      own.add(
          "section %d claims %d x %d tiles in %d layers and %d channels, more than %d files;"
              + " correct %s",
          number, rows, columns, layers, channels, MOST_FILES, mosaic.path());
    }
    if (own.none()) {
      requirePositions(number, mosaic, new int[] {rows, columns, layers}, own);
    }
    refusals.addAll(own.all());
    if (!own.none()) {
      return Optional.empty();
    }
    List<String> notes = new ArrayList<>();
    TileNames names = new TileNames(number, startnum, rows * columns, layers, channels);
    TileFiles files = names.find(root, folders.tiles(), refusals, notes);
    return Optional.of(new TissueCyteSection(number, mosaic, layers, startnum, files, notes));
  }

  private static void requirePositions(
      int number, MosaicFile mosaic, int[] grid, Refusals refusals) {
    int xs = mosaic.xTenthsUm().size();
    int ys = mosaic.yTenthsUm().size();
    int due = grid[0] * grid[1];
    Path path = mosaic.path();
    if (xs == 0 && ys == 0) {
      refusals.add(
          "section %d has no positions: no XPos and YPos lines in %s; restore the file",
          number, path);
    } else if (xs != ys) {
      refusals.add(
          "section %d has %d XPos and %d YPos lines in %s, they come in pairs; restore the file",
          number, xs, ys, path);
    } else if (xs < due) {
      refusals.add(
          "section %d has %d positions, its grid says %d x %d; restore %s or correct mrows and"
              + " mcolumns",
          number, xs, grid[0], grid[1], path);
    } else if (xs > due && xs != due * grid[2]) {
      refusals.add(
          "section %d has %d positions, more than its grid of %d x %d in %d layers; correct mrows"
              + " and mcolumns in %s",
          number, xs, grid[0], grid[1], grid[2], path);
    }
  }

  /** Which files are the tiles of a section, by the numbers at the end of their names. */
  private record TileNames(int section, int startnum, int tiles, int layers, int channels) {

    TileFiles find(
        AcquisitionFolder root,
        List<TissueCyteLayout.ChannelFolder> folders,
        Refusals refusals,
        List<String> notes) {
      TileFiles.Builder found = new TileFiles.Builder(tiles, layers, channels);
      TreeSet<Long> strayIndices = new TreeSet<>();
      TreeMap<Integer, Integer> strayChannels = new TreeMap<>();
      int count = 0;
      for (TissueCyteLayout.ChannelFolder folder : folders) {
        for (Path file : root.list(folder.folder())) {
          Matcher m = TILE.matcher(file.getFileName().toString());
          if (!m.find() || m.group(1).length() > 15 || m.group(2).length() > 4) {
            continue;
          }
          long index = Long.parseLong(m.group(1)) - startnum;
          int channel = Integer.parseInt(m.group(2));
          if (channel < 1 || channel > channels || foreign(folder.channel(), channel)) {
            strayChannels.merge(channel, 1, Integer::sum);
          } else if (index < 0 || index >= (long) tiles * layers) {
            strayIndices.add(index + startnum);
          } else if (root.leaves(file)) {
            refusals.add("%s leads out of the acquisition's folder; copy the file there", file);
          } else {
            count++;
            place(found, (int) index, channel, file, refusals, notes);
          }
        }
      }
      if (count == 0 && !strayIndices.isEmpty()) {
        refusals.add(
            "section %d has none of its tiles: startnum is %d, the files count from %d; correct"
                + " startnum in its Mosaic file",
            section, startnum, strayIndices.first());
      } else if (!strayIndices.isEmpty()) {
        notes.add(
            "section "
                + section
                + " has files of "
                + strayIndices.size()
                + " indices outside its grid, from "
                + strayIndices.first()
                + ": left out");
      }
      strayChannels.forEach(
          (channel, n) ->
              notes.add(
                  "section "
                      + section
                      + " has "
                      + n
                      + " files of channel "
                      + channel
                      + " where none is due: left out"));
      return found.build();
    }

    private static boolean foreign(OptionalInt due, int channel) {
      return due.isPresent() && due.getAsInt() != channel;
    }

    /** index = startnum + tile + tiles · (layer − 1). */
    private void place(
        TileFiles.Builder found,
        int index,
        int channel,
        Path file,
        Refusals refusals,
        List<String> notes) {
      int tile = index % tiles;
      int layer = index / tiles + 1;
      Optional<Path> before = found.put(tile, layer, channel, file);
      if (before.isEmpty()) {
        return;
      }
      String a = before.get().getFileName().toString();
      String b = file.getFileName().toString();
      if (b.equals(a + ".gz")) {
        found.put(tile, layer, channel, before.get());
        notes.add(a + " is there plain and gzipped: the plain file is taken");
      } else {
        refusals.add(
            "section %d tile %d layer %d channel %d has two files, %s and %s; move one away",
            section, tile, layer, channel, a, b);
      }
    }
  }

  /** The section with rows and columns, and its missing tiles listed. */
  AcquiredSection place(TileFormat tile, PixelSize pixelSize) {
    int tiles = files.tiles();
    GridCells cells =
        GridCells.of(um(mosaic.xTenthsUm(), tiles), um(mosaic.yTenthsUm(), tiles), tile, pixelSize);
    List<TileProblem> missing = new ArrayList<>();
    files.forEach(
        (t, layer, channel, file) -> {
          if (file.isEmpty()) {
            int index = startnum + t + tiles * (layer - 1);
            String name = String.format(Locale.ROOT, "…-%d_%02d.tif is missing", index, channel);
            missing.add(new TileProblem(TileProblem.Kind.MISSING, number, t, layer, channel, name));
          }
        });
    Map<String, String> metadata = mosaic.values();
    return new AcquiredSection(
        number, cells.rows(), cells.columns(), cells.positions(), files, metadata, missing);
  }

  private static double[] um(List<Long> tenths, int count) {
    return tenths.stream().limit(count).mapToDouble(v -> v / TENTHS_A_UM).toArray();
  }
}
