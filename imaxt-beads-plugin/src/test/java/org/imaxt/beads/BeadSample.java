package org.imaxt.beads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SectionDocument;
import org.imaxt.core.sample.Table;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * A sample as ingest, stitch, fuse and beads leave it, made without them: mosaics in which each
 * bead is a disc, and the table of beads, both drifting from section to section.
 */
final class BeadSample {

  static final double PIXEL_UM = 2.8;
  static final double SECTION_UM = 15;
  static final double LAYER_UM = 12;
  static final int WIDTH = 600;
  static final int HEIGHT = 500;
  static final double CANVAS_X_UM = -100;
  static final double CANVAS_Y_UM = 40;

  /** Columns and rows at the canvas's border that no tile shows. */
  static final int UNKNOWN_PX = 20;

  static final int BACKGROUND = 400;
  static final int BRIGHT = 3000;
  static final ImageScale SCALE = new ImageScale(0.5, -100);
  private static final int CHUNK = 256;

  final double[][] drift;
  final double[][] beads;
  private final int sections;
  private final int layers;
  private final int channels;

  private BeadSample(int sections, int layers, int channels, double[][] drift, double[][] beads) {
    this.sections = sections;
    this.layers = layers;
    this.channels = channels;
    this.drift = drift;
    this.beads = beads;
  }

  /** What is made. */
  record Settings(long seed, int sections, int layers, int channels, ZarrVersion version) {
    static Settings defaults(long seed) {
      return new Settings(seed, 6, 1, 1, ZarrVersion.V2);
    }

    Settings withSections(int n) {
      return new Settings(seed, n, layers, channels, version);
    }

    Settings withLayers(int n) {
      return new Settings(seed, sections, n, channels, version);
    }

    Settings withChannels(int n) {
      return new Settings(seed, sections, layers, n, version);
    }

    Settings withVersion(ZarrVersion v) {
      return new Settings(seed, sections, layers, channels, v);
    }
  }

  /** What a section is to show. */
  interface Shown {
    boolean in(int section);
  }

  static BeadSample write(Path path, Settings s) {
    return write(path, s, section -> true);
  }

  static BeadSample write(Path path, Settings s, Shown shown) {
    Random random = new Random(s.seed());
    double[][] drift = new double[s.sections()][2];
    for (int i = 1; i < drift.length; i++) {
      drift[i][0] = drift[i - 1][0] + 4 * random.nextGaussian();
      drift[i][1] = drift[i - 1][1] + 9 + 4 * random.nextGaussian();
    }
    int count = 60 + 8 * s.sections();
    double[][] beads = new double[count][];
    for (int b = 0; b < count; b++) {
      beads[b] =
          new double[] {
            CANVAS_X_UM + PIXEL_UM * (UNKNOWN_PX + random.nextInt(WIDTH - 2 * UNKNOWN_PX)),
            CANVAS_Y_UM + PIXEL_UM * (UNKNOWN_PX + random.nextInt(HEIGHT - 2 * UNKNOWN_PX)),
            (s.sections() * SECTION_UM + 80) * random.nextDouble() - 40,
            46 + 4 * random.nextGaussian()
          };
    }
    BeadSample made = new BeadSample(s.sections(), s.layers(), s.channels(), drift, beads);
    try (Sample sample = Sample.openOrCreate(path, s.version())) {
      made.writeDocuments(sample);
      made.writeTable(sample, shown, random);
      for (int section = 1; section <= s.sections(); section++) {
        made.writeMosaic(sample, section);
      }
      sample.consolidate();
    }
    return made;
  }

  double planeZ(int section, int layer) {
    return (section - 1) * SECTION_UM + (layer - 1) * SECTION_UM / layers;
  }

  private double shownRadius(int bead, double z) {
    double thickness = layers == 1 ? LAYER_UM : SECTION_UM / layers;
    double d = Math.max(0, Math.max(z - beads[bead][2], beads[bead][2] - z - thickness));
    double square = beads[bead][3] * beads[bead][3] - d * d;
    return square > 64 ? Math.sqrt(square) : 0;
  }

  private void writeDocuments(Sample sample) {
    List<Integer> numbers = IntStream.rangeClosed(1, sections).boxed().toList();
    sample.write(
        Layout.acquisition(),
        new AcquisitionDocument(
            "beads",
            "grid",
            AcquisitionDocument.StageKind.MEASURED,
            PIXEL_UM,
            WIDTH / 2,
            HEIGHT,
            channels,
            layers,
            SECTION_UM,
            SECTION_UM / layers,
            0,
            "",
            Orientation.IDENTITY,
            false,
            0,
            new Canvas(CANVAS_X_UM, CANVAS_Y_UM, WIDTH, HEIGHT),
            numbers,
            List.of(),
            Map.of()));
    List<PlacedTile> tiles = new ArrayList<>();
    List<StagePosition> stage = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      double x = CANVAS_X_UM + t * PIXEL_UM * WIDTH / 2;
      tiles.add(new PlacedTile(t, 0, t, x, CANVAS_Y_UM, 0.05, PlacedTile.Source.MEASURED));
      stage.add(new StagePosition(t, 0, t, x, CANVAS_Y_UM));
    }
    Receipts receipts = new Receipts(sample);
    for (int section : numbers) {
      sample.write(
          Layout.section(section), new SectionDocument(section, 1, 2, stage, List.of(), Map.of()));
      sample.write(
          Layout.positions(section),
          new PositionsDocument(section, PIXEL_UM, 0, 1, 1, 6, 0, tiles, List.of()));
      String name = Layout.sectionName(section);
      receipts.write(receipt("ingest", name, Map.of()));
      receipts.write(receipt("stitch", name, Map.of("ingest/" + name, "ingest-" + name)));
      receipts.write(receipt("fuse", name, Map.of("stitch/" + name, "stitch-" + name)));
      receipts.write(receipt("beads", name, Map.of("fuse/" + name, "fuse-" + name)));
    }
  }

  static Receipt receipt(String stage, String output, Map<String, String> reads) {
    return new Receipt(stage, output, stage + "-" + output, 1, Map.of(), reads, Map.of(), Map.of());
  }

  private void writeTable(Sample sample, Shown shown, Random random) {
    record Row(int section, int layer, double[] values) {}
    List<Row> rows = new ArrayList<>();
    for (int section = 1; section <= sections; section++) {
      for (int layer = 1; layer <= layers; layer++) {
        double z = planeZ(section, layer);
        for (int b = 0; b < beads.length; b++) {
          double radius = shownRadius(b, z);
          if (radius > 0 && shown.in(section)) {
            rows.add(
                new Row(
                    section,
                    layer,
                    new double[] {
                      beads[b][0] + drift[section - 1][0] + 0.1 * random.nextGaussian(),
                      beads[b][1] + drift[section - 1][1] + 0.1 * random.nextGaussian(),
                      z,
                      radius + 0.3 * random.nextGaussian()
                    }));
          }
        }
      }
    }
    int n = rows.size();
    Table table = Table.ofRows(n);
    table = table.with("section", rows.stream().mapToInt(Row::section).toArray());
    table = table.with("layer", rows.stream().mapToInt(Row::layer).toArray());
    table = table.with("label", IntStream.rangeClosed(1, n).toArray());
    String[] names = {"x_um", "y_um", "z_um", "radius_um"};
    for (int c = 0; c < names.length; c++) {
      int column = c;
      table = table.with(names[c], rows.stream().mapToDouble(r -> r.values()[column]).toArray());
    }
    Map<String, Double> constants =
        Map.of(
            "x_sigma_um",
            0.1,
            "y_sigma_um",
            0.1,
            "radius_sigma_um",
            0.3,
            "tile_sigma_um",
            0.05,
            "snr",
            20.0,
            "deviance",
            1.0,
            "amplitude",
            2600.0,
            "background",
            400.0);
    for (Map.Entry<String, Double> constant : constants.entrySet()) {
      table =
          table.with(
              constant.getKey(), rows.stream().mapToDouble(r -> constant.getValue()).toArray());
    }
    boolean[] accepted = new boolean[n];
    String[] reason = new String[n];
    for (int i = 0; i < n; i++) {
      accepted[i] = i % 50 != 7;
      reason[i] = accepted[i] ? "" : "not round, or cut";
    }
    sample.write(Layout.beads(), table.with("accepted", accepted).with("reason", reason));
  }

  private void writeMosaic(Sample sample, int section) {
    double[] origin = {0, CANVAS_Y_UM + PIXEL_UM / 2, CANVAS_X_UM + PIXEL_UM / 2};
    double[] step = {layers > 1 ? SECTION_UM / layers : SECTION_UM, PIXEL_UM, PIXEL_UM};
    List<ArraySpec> specs = new ArrayList<>();
    for (int level = 0; level < 2; level++) {
      specs.add(
          ArraySpec.image(
              new long[] {1, channels, layers, HEIGHT >> level, WIDTH >> level},
              new int[] {1, 1, 1, CHUNK, CHUNK},
              DataType.UINT16));
    }
    List<Channel> shown = new ArrayList<>();
    for (int c = 1; c <= channels; c++) {
      shown.add(new Channel(Layout.channelName(c), "00FFFF", true, 0, 65535, 0, 5000));
    }
    OmeImage image =
        OmeImage.create(
            ZarrGroup.create(sample.store(), Layout.mosaic(section), sample.version()),
            OmeDocument.image(
                Multiscale.averages(
                    Layout.sectionName(section),
                    step,
                    origin,
                    List.of(new int[] {1, 1, 1}, new int[] {1, 2, 2})),
                shown),
            specs);
    SCALE.write(image, "intensity (ADU)");
    for (int channel = 1; channel <= channels; channel++) {
      for (int layer = 1; layer <= layers; layer++) {
        for (int level = 0; level < 2; level++) {
          writePlane(image.levels().get(level), section, channel, layer, level);
        }
      }
    }
  }

  private void writePlane(ZarrArray array, int section, int channel, int layer, int level) {
    int width = WIDTH >> level;
    int height = HEIGHT >> level;
    short[] pixels = new short[width * height];
    double z = planeZ(section, layer);
    double p = PIXEL_UM * (1 << level);
    int unknown = UNKNOWN_PX >> level;
    for (int y = unknown; y < height - unknown; y++) {
      for (int x = unknown; x < width - unknown; x++) {
        pixels[y * width + x] = stored(BACKGROUND * channel);
      }
    }
    for (int b = 0; b < beads.length; b++) {
      double r = shownRadius(b, z);
      double cx = (beads[b][0] + drift[section - 1][0] - CANVAS_X_UM) / p;
      double cy = (beads[b][1] + drift[section - 1][1] - CANVAS_Y_UM) / p;
      int reach = (int) (r / p) + 1;
      int bottom = Math.min(height - unknown, (int) cy + reach + 1);
      int right = Math.min(width - unknown, (int) cx + reach + 1);
      for (int y = Math.max(unknown, (int) cy - reach); y < bottom; y++) {
        for (int x = Math.max(unknown, (int) cx - reach); x < right; x++) {
          if (Math.hypot(x + 0.5 - cx, y + 0.5 - cy) * p < r) {
            pixels[y * width + x] = stored(BRIGHT * channel);
          }
        }
      }
    }
    for (int top = 0; top < height; top += CHUNK) {
      for (int left = 0; left < width; left += CHUNK) {
        short[] chunk = new short[CHUNK * CHUNK];
        for (int y = top; y < Math.min(height, top + CHUNK); y++) {
          int columns = Math.min(CHUNK, width - left);
          System.arraycopy(pixels, y * width + left, chunk, (y - top) * CHUNK, columns);
        }
        array.writeChunk(chunk, 0, channel - 1, layer - 1, top / CHUNK, left / CHUNK);
      }
    }
  }

  static short stored(double physical) {
    return (short) Math.round((physical - SCALE.bzero()) / SCALE.bscale());
  }
}
