package org.imaxt.stitch.acquisition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the header of every tile file, before the first pixel is written: sizes and pixel types
 * must be equal, and every file must hold all bytes its header promises.
 */
public final class TileCheck {

  private TileCheck() {}

  /**
   * What the check of one section found.
   *
   * @param section the section; without its damaged tiles if these are to be skipped
   * @param refusals what cannot be accepted, one line a file; empty if all is well
   */
  public record Result(AcquiredSection section, List<String> refusals) {

    /** Copies the list. */
    public Result {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Checks one section; sections may be checked in parallel. Costs one opened file and a few small
   * reads a tile; gzipped files are unpacked only where their trailer does not fit their header.
   *
   * @param section the section
   * @param expected what every tile must be
   * @param policy what to do with damaged files
   * @return the section as it can be used, and what stands against it
   * @throws AcquisitionException if a file cannot be read for reasons of the file system
   */
  public static Result section(AcquiredSection section, TileFormat expected, DamagedTiles policy) {
    List<String> refusals = new ArrayList<>();
    List<TileProblem> problems = new ArrayList<>(section.problems());
    TileFiles[] usable = {section.files()};
    section
        .files()
        .forEach(
            (tile, layer, channel, file) -> {
              if (file.isEmpty()) {
                return;
              }
              TileHeader header = TileHeader.of(file.get());
              if (header instanceof TileHeader.Damaged damaged && policy == DamagedTiles.SKIP) {
                usable[0] = usable[0].without(tile, layer, channel);
                problems.add(
                    new TileProblem(
                        damaged.kind(), section.number(), tile, layer, channel, damaged.detail()));
              } else {
                refusal(header, file.get(), expected, refusals);
              }
            });
    return new Result(section.with(usable[0], problems), refusals);
  }

  private static void refusal(
      TileHeader header, Path file, TileFormat expected, List<String> refusals) {
    if (header instanceof TileHeader.Damaged damaged) {
      refusals.add(damaged.detail() + "; replace the file or give --damaged skip");
    } else if (header instanceof TileHeader.Foreign foreign) {
      refusals.add(foreign.detail());
    } else if (header instanceof TileHeader.Sound sound && !sound.format().equals(expected)) {
      refusals.add(
          file
              + ": is "
              + sound.format()
              + ", the tiles of an acquisition are alike, here "
              + expected
              + "; move the file away and it counts as missing");
    }
  }

  /**
   * Checks every section and refuses with the list of all that is wrong.
   *
   * @param acquisition the acquisition as read
   * @param policy what to do with damaged files
   * @return the acquisition, without its damaged tiles if these are to be skipped
   * @throws AcquisitionException if any tile cannot be accepted
   */
  public static Acquisition all(Acquisition acquisition, DamagedTiles policy) {
    List<AcquiredSection> sections = new ArrayList<>();
    Refusals refusals = new Refusals();
    for (AcquiredSection section : acquisition.sections()) {
      Result result = section(section, acquisition.tile(), policy);
      sections.add(result.section());
      refusals.addAll(result.refusals());
    }
    refusals.throwIfAny();
    return acquisition.withSections(sections);
  }

  /**
   * Size and pixel type of the first sound tile, in the order of sections and tiles.
   *
   * @throws AcquisitionException if there is none
   */
  static TileFormat firstSound(List<TileFiles> sections, Path folder) {
    List<String> damaged = new ArrayList<>();
    TileFormat[] found = new TileFormat[1];
    for (TileFiles files : sections) {
      files.forEach(
          (tile, layer, channel, file) -> {
            if (file.isPresent() && found[0] == null) {
              TileHeader header = TileHeader.of(file.get());
              if (header instanceof TileHeader.Sound sound) {
                found[0] = sound.format();
              } else if (header instanceof TileHeader.Damaged bad) {
                damaged.add(bad.detail());
              } else if (header instanceof TileHeader.Foreign foreign) {
                damaged.add(foreign.detail());
              }
            }
          });
      if (found[0] != null) {
        return found[0];
      }
    }
    if (damaged.isEmpty()) {
      throw Refusals.refusal(
          "no tile image in %s; its files end in -<index>_<channel>.tif", folder);
    }
    damaged.add(0, "no tile in " + folder + " is sound; every file seen is listed here");
    throw new AcquisitionException(damaged);
  }
}
