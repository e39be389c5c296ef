package org.imaxt.core.imc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins the tables of a schema to acquisitions and tells which of them are whole. */
final class McdAcquisitions {

  /** X, Y and Z come before the channels of a pixel. */
  static final int COORDINATES = 3;

  private static final int VALUE_BYTES = 4;

  /** Farther from where size and start put it, the stated end of a region is told, µm. */
  private static final double END_ERROR_UM = 10;

  private final McdSchema schema;
  private final long fileSize;
  private final boolean unfinished;
  private final List<String> notes;

  /**
   * The acquisitions of a schema.
   *
   * @param schema the tables
   * @param fileSize bytes of the file
   * @param notes gets what is odd about them; where there are some already, the schema was written
   *     while the instrument measured and need not state where the last data end
   */
  McdAcquisitions(McdSchema schema, long fileSize, List<String> notes) {
    this.schema = schema;
    this.fileSize = fileSize;
    this.unfinished = !notes.isEmpty();
    this.notes = notes;
  }

  List<McdAcquisition> all() {
    Map<Integer, List<Map<String, String>>> channels = new HashMap<>();
    for (Map<String, String> row : schema.rows("AcquisitionChannel")) {
      int id = (int) McdSchema.whole(row, "AcquisitionID", -1);
      channels.computeIfAbsent(id, i -> new ArrayList<>()).add(row);
    }
    List<McdAcquisition> all = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (Map<String, String> row : schema.rows("Acquisition")) {
      int id = (int) McdSchema.whole(row, "ID", -1);
      if (id < 0 || !ids.add(id)) {
        notes.add("an acquisition has no number of its own and is left out, got " + id);
      } else {
        all.add(acquisition(id, row, channels.getOrDefault(id, List.of())));
      }
    }
    return all;
  }

  private McdAcquisition acquisition(
      int id, Map<String, String> row, List<Map<String, String>> channelRows) {
    List<RegionChannel> channels = channels(channelRows);
    int width = size(row, "MaxX");
    int height = size(row, "MaxY");
    Block block = block(id, row, (long) width * height, channels.size());
    double stepX = step(row, "AblationDistanceBetweenShotsX");
    double stepY = step(row, "AblationDistanceBetweenShotsY");
    Optional<StagePlace> place = StagePlace.of(row);
    place
        .filter(p -> p.endErrorUm(width * stepX, height * stepY) > END_ERROR_UM)
        .ifPresent(
            p ->
                notes.add(
                    "acquisition %d ends at (%s, %s) µm by its stage, which is not where start and"
                            .formatted(id, p.endXUm(), p.endYUm())
                        + " size put it; they count, along the stage's axes"));
    return new McdAcquisition(
        id,
        row.getOrDefault("Description", ""),
        width,
        height,
        stepX,
        stepY,
        channels,
        Math.max(0, McdSchema.whole(row, "DataStartOffset", 0)),
        block.pixels(),
        block.state(),
        place,
        row);
  }

  private static int size(Map<String, String> row, String name) {
    return (int) Math.max(0, Math.min(1 << 20, McdSchema.whole(row, name, 0)));
  }

  private static double step(Map<String, String> row, String name) {
    double step = McdSchema.number(row, name, 1);
    return step > 0 ? step : 1;
  }

  private static List<RegionChannel> channels(List<Map<String, String>> rows) {
    return rows.stream()
        .sorted(Comparator.comparingLong(r -> McdSchema.whole(r, "OrderNumber", 0)))
        .filter(r -> !Set.of("X", "Y", "Z").contains(r.getOrDefault("ChannelName", "")))
        .map(
            r -> {
              String name = r.getOrDefault("ChannelName", "");
              return new RegionChannel(
                  MetalTag.key(name).orElse(name), r.getOrDefault("ChannelLabel", ""));
            })
        .toList();
  }

  /** What the file has of an acquisition's pixels. */
  private record Block(long pixels, McdAcquisition.State state) {

    static Block empty(String reason) {
      return new Block(0, new McdAcquisition.State.Empty(reason));
    }

    static Block broken(long pixels, String reason) {
      return new Block(pixels, new McdAcquisition.State.Broken(reason));
    }
  }

  private Block block(int id, Map<String, String> row, long wanted, int channels) {
    long start = McdSchema.whole(row, "DataStartOffset", 0);
    long pixelBytes = (long) VALUE_BYTES * (channels + COORDINATES);
    long stated = McdSchema.whole(row, "DataEndOffset", 0);
    long end = unfinished && stated == 0 && start > 0 ? start + wanted * pixelBytes : stated;
    if (wanted == 0 || start == end || start <= 0) {
      return Block.empty("nothing was measured");
    } else if (channels == 0) {
      return Block.broken(0, "the file names no channels for it");
    } else if (end < start) {
      return Block.broken(0, "its data end at byte %d before they begin".formatted(end));
    } else if (wanted > Integer.MAX_VALUE - 16) {
      return Block.broken(0, "it has 2^31 pixels or more");
    } else if (McdSchema.whole(row, "ValueBytes", VALUE_BYTES) != VALUE_BYTES) {
      return Block.broken(0, "its values have %s bytes, not 4".formatted(row.get("ValueBytes")));
    }
    long limit = Math.min(end, fileSize);
    if ((limit - start + 1) % pixelBytes == 0 && limit < fileSize) {
      limit++; // some software states the last byte instead of the end
    }
    Optional<Map<String, String>> next = overlapping(id, start, limit);
    if (next.isPresent()) {
      limit = McdSchema.whole(next.get(), "DataStartOffset", limit);
      notes.add(
          "the data of acquisition %d reach into those of acquisition %s and are read up to them"
              .formatted(id, next.get().get("ID")));
    }
    long pixels = Math.max(0, limit - start) / pixelBytes;
    if (pixels < wanted) {
      String why =
          next.isPresent()
              ? "; those of acquisition %s begin there".formatted(next.get().get("ID"))
              : end > fileSize ? "; the file ends at byte %d".formatted(fileSize) : "";
      return pixels == 0 && why.isEmpty()
          ? Block.empty("not one whole pixel was measured")
          : Block.broken(pixels, "it has %d of %d pixels%s".formatted(pixels, wanted, why));
    }
    if ((limit - start) % pixelBytes != 0) {
      notes.add(
          "the data of acquisition %d are no whole number of pixels; %d bytes are left over"
              .formatted(id, (limit - start) % pixelBytes));
    }
    return new Block(pixels, new McdAcquisition.State.Whole());
  }

  /** The next acquisition whose data begin inside these. */
  private Optional<Map<String, String>> overlapping(int id, long start, long end) {
    return schema.rows("Acquisition").stream()
        .filter(r -> McdSchema.whole(r, "ID", -1) != id)
        .filter(
            r -> {
              long other = McdSchema.whole(r, "DataStartOffset", 0);
              return other > start && other < end && McdSchema.whole(r, "DataEndOffset", 0) > other;
            })
        .min(Comparator.comparingLong(r -> McdSchema.whole(r, "DataStartOffset", 0)));
  }
}
