package org.imaxt.benchmarks;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imaxt.core.stage.TaskRegistry;

/**
 * Runs the whole way, from TissueCyte tiles to mosaics, on generated full-size data of growing
 * size, each in a process of its own, and prints seconds, throughput, processor time and peak
 * resident memory a stage, and how time grows with tiles and sections, as a table and as JSON.
 *
 * <p>Usage: {@code EndToEnd FOLDER [ROWSxCOLUMNSxSECTIONS ...]}; acquisitions are kept in the
 * folder and used again. Growth is against the first size. Peak memory and processor time are read
 * from {@code /proc} and are 0 on systems without it.
 */
public final class EndToEnd {

  private static final int TILE_PX = 2080;
  private static final int CHANNELS = 2;
  private static final List<String> ORDER =
      List.of("ingest", "distortion", "flatfield", "stitch", "fuse");

  private static final String WHOLE = "whole way";

  private EndToEnd() {}

  /** Size of an acquisition. */
  private record Size(int rows, int columns, int sections) {

    static Size parse(String text) {
      String[] parts = text.split("x");
      return new Size(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    double megapixels() {
      return (double) rows * columns * sections * CHANNELS * TILE_PX * TILE_PX / 1e6;
    }

    String name() {
      return rows + "x" + columns + "x" + sections;
    }
  }

  /** What the stages and the whole way cost at one size. */
  private record Measured(Size size, Map<String, Program.Cost> costs) {

    double secondsPerMegapixel(String name) {
      return costs.get(name).seconds() / size.megapixels();
    }
  }

  /**
   * Runs the benchmark.
   *
   * @param args folder, then sizes; 4x4x6, 8x8x6 (tiles × 4) and 4x4x24 (sections × 4) if none is
   *     given
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the benchmark is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args.length > 0 ? args[0] : "benchmark");
    List<Size> sizes =
        args.length > 1
            ? Arrays.stream(args).skip(1).map(Size::parse).toList()
            : List.of(new Size(4, 4, 6), new Size(8, 8, 6), new Size(4, 4, 24));
    Files.createDirectories(folder);
    List<Measured> measured = new ArrayList<>();
    Path samples = Files.createTempDirectory(folder, "samples-");
    try {
      for (Size size : sizes) {
        measured.add(run(acquisition(folder, size), samples, size));
        write(folder, measured);
      }
    } finally {
      Program.delete(samples);
    }
    printGrowth(measured);
  }

  /** The stages there are, in the order of the way. */
  private static List<String> stages() {
    Set<String> known =
        TaskRegistry.load(EndToEnd.class.getClassLoader()).tasks().stream()
            .map(task -> task.info().id())
            .collect(Collectors.toSet());
    return ORDER.stream().filter(known::contains).toList();
  }

  /**
   * Measures each stage by itself and then the whole way, on samples of their own that stay until
   * the end: for minutes after thousands of files were deleted, ext4 creates new ones slowly.
   */
  private static Measured run(Path acquisition, Path samples, Size size)
      throws IOException, InterruptedException {
    Path sample = samples.resolve("stages-" + size.name() + ".zarr");
    System.out.printf(
        Locale.ROOT, "%n%s tiles x sections, %.0f Mpx%n", size.name(), size.megapixels());
    System.out.println("stage        seconds    Mpx/s  processor s   peak MB");
    Map<String, Program.Cost> costs = new LinkedHashMap<>();
    for (String stage : stages()) {
      List<String> words = new ArrayList<>(List.of(stage, "--sample", sample.toString()));
      if (stage.equals("ingest")) {
        words.addAll(List.of("--input", acquisition.toString()));
      }
      costs.put(stage, print(stage, size, Program.here().run(words.toArray(String[]::new))));
    }
    Path pipeline = samples.resolve("pipeline-" + size.name() + ".yml");
    StringBuilder steps = new StringBuilder();
    for (String stage : stages()) {
      boolean first = stage.equals("ingest");
      steps
          .append("  - ")
          .append(first ? "ingest: {input: ../" + acquisition.getFileName() + "}" : stage)
          .append('\n');
    }
    Files.writeString(pipeline, "sample: whole-%s.zarr%nsteps:%n%s".formatted(size.name(), steps));
    costs.put(WHOLE, print(WHOLE, size, Program.here().run("run", pipeline.toString())));
    return new Measured(size, costs);
  }

  /** Makes the tiles of a size once; distorted where there is a stage to take it out. */
  private static Path acquisition(Path folder, Size size) throws IOException, InterruptedException {
    boolean distorted = stages().contains("distortion");
    Path acquisition = folder.resolve((distorted ? "acquisition-" : "undistorted-") + size.name());
    if (Files.exists(acquisition.resolve("truth.json"))) {
      return acquisition;
    }
    Program.delete(acquisition);
    List<String> words =
        new ArrayList<>(
            List.of(
                "phantom",
                "--out",
                acquisition.toString(),
                "--sections",
                Integer.toString(size.sections()),
                "--rows",
                Integer.toString(size.rows()),
                "--columns",
                Integer.toString(size.columns()),
                "--channels",
                Integer.toString(CHANNELS),
                "--tile",
                Integer.toString(TILE_PX),
                "--pixel-size",
                "0.56"));
    if (!distorted) {
      words.addAll(List.of("--without", "distortion,magnification"));
    }
    Program.here().run(words.toArray(String[]::new));
    return acquisition;
  }

  private static Program.Cost print(String name, Size size, Program.Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "%-11s %8.1f %8.1f %12.1f %9.0f%n",
        name,
        cost.seconds(),
        size.megapixels() / cost.seconds(),
        cost.processorSeconds(),
        cost.peakMb());
    return cost;
  }

  /** Time a pixel against that of the first size: 1 where time grows as the pixels do. */
  private static void printGrowth(List<Measured> measured) {
    Measured first = measured.get(0);
    System.out.printf("%ntime a pixel against %s%nstage      ", first.size().name());
    measured.forEach(m -> System.out.printf("%10s", m.size().name()));
    System.out.println();
    for (String name : first.costs().keySet()) {
      System.out.printf("%-11s", name);
      for (Measured m : measured) {
        System.out.printf(Locale.ROOT, "%10.3f", growth(first, m, name));
      }
      System.out.println();
    }
  }

  private static double growth(Measured first, Measured other, String name) {
    return other.secondsPerMegapixel(name) / first.secondsPerMegapixel(name);
  }

  private static void write(Path folder, List<Measured> measured) throws IOException {
    List<Map<String, Object>> document = new ArrayList<>();
    for (Measured m : measured) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("size", m.size().name());
      entry.put("megapixels", m.size().megapixels());
      m.costs()
          .forEach(
              (name, cost) -> {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("seconds", cost.seconds());
                figures.put("mpx_per_s", m.size().megapixels() / cost.seconds());
                figures.put("processor_seconds", cost.processorSeconds());
                figures.put("peak_mb", cost.peakMb());
                figures.put("time_a_pixel_to_first", growth(measured.get(0), m, name));
                entry.put(name, figures);
              });
      document.add(entry);
    }
    Files.writeString(
        folder.resolve("end-to-end.json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(document) + "\n");
  }
}
