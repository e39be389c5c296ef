package org.imaxt.beads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * Scans as their import leaves them, made without it: each pixel of a bead shows how much of the
 * sphere lies above it between the section's two planes, blurred, with the noise of a camera or of
 * counted ions. Rendered at a fifth of a pixel, with nothing of what is fitted.
 */
final class ScanSample {
  static final double SECTION_UM = 15;
  static final ImageScale SCALE = new ImageScale(2, -200);
  private static final int FINE = 5;
  private static final int CHUNK = 256;

  /** Pixels a cell of the channels that show no beads. */
  private static final int CELL_PX = 3000;

  private static final double BACKGROUND = 60;
  private static final double GAIN_ADU = 4;
  private static final double READ_ADU = 5;
  private static final double BLUR_UM = 1.4;

  /** A bead of a scan: centre in the scan's frame and the radius of its widest part, µm. */
  record Bead(double xUm, double yUm, double radiusUm) {}

  /** What is made. */
  record Settings(
      Modality on, String name, long seed, double pixelUm, int size, int beads, int channels) {

    static Settings slide(String name, long seed) {
      return new Settings(Modality.SLIDES, name, seed, 2.5, 1100, 130, 1);
    }

    static Settings region(String name, long seed) {
      return new Settings(Modality.IMC, name, seed, 1, 700, 6, 1);
    }

    Settings withBeads(int n) {
      return new Settings(on, name, seed, pixelUm, size, n, channels);
    }

    Settings withSize(int px) {
      return new Settings(on, name, seed, pixelUm, px, beads, channels);
    }

    Settings withChannels(int n) {
      return new Settings(on, name, seed, pixelUm, size, beads, n);
    }

    Settings withPixelUm(double um) {
      return new Settings(on, name, seed, um, size, beads, channels);
    }
  }

  private final Settings settings;
  private final Random random;
  private final float[] light;
  final List<Bead> beads = new ArrayList<>();

  private ScanSample(Settings settings) {
    this.settings = settings;
    this.random = new Random(settings.seed());
    this.light = new float[settings.size() * settings.size()];
  }

  /** Adds a scan to a sample, which is made where there is none. */
  static ScanSample write(Path path, Settings settings) {
    ScanSample made = new ScanSample(settings);
    made.placeBeads();
    try (Sample sample = Sample.openOrCreate(path, ZarrVersion.V2)) {
      made.write(sample);
      sample.consolidate();
    }
    return made;
  }

  static void complete(Sample sample, Modality on, String name) {
    String stage = on == Modality.SLIDES ? "slides" : "imc-import";
    new Receipts(sample).write(BeadSample.receipt(stage, name, Map.of()));
  }

  private void placeBeads() {
    double edge = settings.size() * settings.pixelUm();
    List<double[]> spheres = new ArrayList<>();
    while (spheres.size() < settings.beads()) {
      double radius = Math.max(34, Math.min(60, 46 + 4 * random.nextGaussian()));
      double[] s = {
        edge * random.nextDouble(),
        edge * random.nextDouble(),
        -radius + (SECTION_UM + 2 * radius) * random.nextDouble(),
        radius
      };
      if (spheres.stream().noneMatch(o -> apart(o, s) < o[3] + s[3])) {
        spheres.add(s);
        draw(s, (settings.on() == Modality.SLIDES ? 2000 : 60) * (0.7 + 0.6 * random.nextDouble()));
      }
    }
  }

  private static double apart(double[] a, double[] b) {
    return Math.sqrt(
        (a[0] - b[0]) * (a[0] - b[0])
            + (a[1] - b[1]) * (a[1] - b[1])
            + (a[2] - b[2]) * (a[2] - b[2]));
  }

  /** Adds the part of a sphere between the planes z = 0 and z = {@link #SECTION_UM}. */
  private void draw(double[] s, double height) {
    double p = settings.pixelUm();
    int reach = (int) Math.ceil((s[3] + 8) / p);
    int left = (int) Math.floor(s[0] / p) - reach;
    int top = (int) Math.floor(s[1] / p) - reach;
    int n = 2 * reach + 1;
    float[] fine = new float[n * FINE * n * FINE];
    for (int i = 0; i < fine.length; i++) {
      double x = left * p + (i % (n * FINE) + 0.5) * p / FINE - s[0];
      double y = top * p + (i / (n * FINE) + 0.5) * p / FINE - s[1];
      double half = s[3] * s[3] - x * x - y * y;
      if (half > 0) {
        double above = Math.min(SECTION_UM, s[2] + Math.sqrt(half));
        double below = Math.max(0, s[2] - Math.sqrt(half));
        fine[i] = (float) (height * Math.max(0, above - below) / SECTION_UM);
      }
    }
    double blur = settings.on() == Modality.SLIDES ? BLUR_UM : 0.3;
    float[] soft = Gaussian.blur(fine, n * FINE, n * FINE, blur * FINE / p);
    for (int i = 0; i < soft.length; i++) {
      int x = left + i % (n * FINE) / FINE;
      int y = top + i / (n * FINE) / FINE;
      if (x >= 0 && y >= 0 && x < settings.size() && y < settings.size()) {
        light[y * settings.size() + x] += soft[i] / (FINE * FINE);
      }
    }
    double away = Math.max(0, Math.max(-s[2], s[2] - SECTION_UM));
    double square = s[3] * s[3] - away * away;
    beads.add(new Bead(s[0], s[1], Math.sqrt(Math.max(0, square))));
  }

  /** Whether all of a bead lies on the image. */
  boolean isWhole(Bead b) {
    double edge = settings.size() * settings.pixelUm();
    double r = b.radiusUm();
    return b.xUm() > r && b.yUm() > r && b.xUm() < edge - r && b.yUm() < edge - r;
  }

  private void write(Sample sample) {
    int size = settings.size();
    List<ScanDocument.ScanChannel> channels = new ArrayList<>();
    List<Channel> shown = new ArrayList<>();
    for (int c = 1; c <= settings.channels(); c++) {
      channels.add(new ScanDocument.ScanChannel("Ag" + (100 + c), "channel " + c));
      shown.add(new Channel("channel " + c, "00FFFF", true, 0, 65535, 0, 5000));
    }
    sample.write(
        ScanLayout.scan(settings.on(), settings.name()),
        new ScanDocument(
            settings.name(),
            "tiff",
            settings.name() + ".tif",
            settings.pixelUm(),
            size,
            size,
            channels,
            "",
            List.of(),
            Map.of()));
    boolean counts = settings.on() == Modality.IMC;
    int levels = counts ? 1 : 3;
    List<ArraySpec> specs = new ArrayList<>();
    List<int[]> factors = new ArrayList<>();
    for (int l = 0, n = size; l < levels; l++, n = BlockAverage.halved(n)) {
      specs.add(
          ArraySpec.image(
              new long[] {1, settings.channels(), 1, n, n},
              new int[] {1, 1, 1, CHUNK, CHUNK},
              counts ? DataType.FLOAT32 : DataType.UINT16));
      factors.add(new int[] {1, 1 << l, 1 << l});
    }
    double p = settings.pixelUm();
    OmeImage image =
        OmeImage.create(
            ZarrGroup.create(
                sample.store(),
                ScanLayout.scanImage(settings.on(), settings.name()),
                sample.version()),
            OmeDocument.image(
                Multiscale.averages(
                    settings.name(),
                    new double[] {SECTION_UM, p, p},
                    new double[] {0, p / 2, p / 2},
                    factors),
                shown),
            specs);
    if (!counts) {
      SCALE.write(image, "intensity (ADU)");
    }
    for (int c = 0; c < settings.channels(); c++) {
      // The last channel shows the beads, the others the dark, or cells.
      writeChannel(image, c, c == settings.channels() - 1);
    }
    complete(sample, settings.on(), settings.name());
  }

  private void writeChannel(OmeImage image, int channel, boolean showsBeads) {
    int size = settings.size();
    if (settings.on() == Modality.IMC) {
      float[] counts = new float[size * size];
      float[] cells = showsBeads ? new float[0] : cells();
      for (int i = 0; i < counts.length; i++) {
        counts[i] = poisson(0.3 + (showsBeads ? light[i] : cells[i]));
      }
      chunks(image.levels().get(0), channel, counts, size);
      return;
    }
    short[] stored = new short[size * size];
    for (int i = 0; i < stored.length; i++) {
      double value = BACKGROUND + (showsBeads ? light[i] : 0);
      double sigma = Math.sqrt(GAIN_ADU * value + READ_ADU * READ_ADU);
      double seen = value + sigma * random.nextGaussian();
      // Three columns at the left were never scanned.
      stored[i] = i % size < 3 ? 0 : (short) Math.round((seen - SCALE.bzero()) / SCALE.bscale());
    }
    for (int l = 0, n = size; l < image.levels().size(); l++) {
      chunks(image.levels().get(l), channel, stored, n);
      stored = BlockAverage.known(stored, n, n);
      n = BlockAverage.halved(n);
    }
  }

  /** Bright round cells all over, as channels of other targets show them. */
  private float[] cells() {
    int size = settings.size();
    float[] cells = new float[size * size];
    for (int n = 0; n < size * size / CELL_PX; n++) {
      double x = size * random.nextDouble();
      double y = size * random.nextDouble();
      double radius = 6 + 3 * random.nextDouble();
      for (int i = 0; i < cells.length; i++) {
        boolean inside = Math.hypot(i % size + 0.5 - x, i / size + 0.5 - y) < radius;
        cells[i] = inside ? 20 : cells[i];
      }
    }
    return cells;
  }

  private int poisson(double mean) {
    double left = Math.exp(-mean);
    int n = -1;
    for (double product = 1; product > left; n++) {
      product *= random.nextDouble();
    }
    return n;
  }

  private static void chunks(ZarrArray array, int channel, Object pixels, int size) {
    for (int top = 0; top < size; top += CHUNK) {
      for (int left = 0; left < size; left += CHUNK) {
        Object chunk = pixels instanceof short[] ? new short[CHUNK * CHUNK] : floats();
        for (int y = top; y < Math.min(size, top + CHUNK); y++) {
          int columns = Math.min(CHUNK, size - left);
          System.arraycopy(pixels, y * size + left, chunk, (y - top) * CHUNK, columns);
        }
        array.writeChunk(chunk, 0, channel, 0, top / CHUNK, left / CHUNK);
      }
    }
  }

  private static float[] floats() {
    float[] chunk = new float[CHUNK * CHUNK];
    Arrays.fill(chunk, Float.NaN);
    return chunk;
  }
}
