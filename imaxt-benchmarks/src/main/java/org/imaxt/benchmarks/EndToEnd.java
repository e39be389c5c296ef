package org.imaxt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the whole way, from TissueCyte tiles to mosaics, on generated full-size data of growing
 * size, each in a process of its own, and prints throughput a stage, peak resident memory and how
 * both scale, as a table and as JSON.
 *
 * <p>Usage: {@code EndToEnd FOLDER [ROWSxCOLUMNSxSECTIONS ...]}; acquisitions are kept in the
 * folder and used again. Peak memory is read from {@code /proc} and is 0 on systems without it.
 */
public final class EndToEnd {

  private static final int TILE_PX = 2080;
  private static final int CHANNELS = 2;
  private static final List<String> STAGES = List.of("ingest", "flatfield", "stitch", "fuse");

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

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

  /** Seconds of a process and its peak resident memory. */
  private record Cost(double seconds, double peakMb) {}

  /**
   * Runs the benchmark.
   *
   * @param args folder, then sizes; 4x4x2 and 4x4x8 if none is given
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the benchmark is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args.length > 0 ? args[0] : "benchmark");
    List<Size> sizes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      sizes.add(Size.parse(args[i]));
    }
    if (sizes.isEmpty()) {
      sizes.addAll(List.of(new Size(4, 4, 2), new Size(4, 4, 8)));
    }
    Files.createDirectories(folder);
    StringBuilder json = new StringBuilder("[");
    for (Size size : sizes) {
      json.append(json.length() > 1 ? ",\n " : "").append(run(folder, size));
    }
    Files.writeString(folder.resolve("end-to-end.json"), json.append("]\n"));
  }

  private static String run(Path folder, Size size) throws IOException, InterruptedException {
    Path acquisition = folder.resolve("acquisition-" + size.name());
    if (!Files.exists(acquisition.resolve("truth.json"))) {
      delete(acquisition);
      imaxt(
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
          "0.56",
          "--without",
          "distortion,magnification");
    }
    Path sample = folder.resolve("sample-" + size.name() + ".zarr");
    StringBuilder json =
        new StringBuilder(
            String.format(
                Locale.ROOT, "{\"size\": \"%s\", \"mpx\": %.1f", size.name(), size.megapixels()));
    System.out.printf(
        Locale.ROOT, "%n%s tiles x sections, %.0f Mpx%n", size.name(), size.megapixels());
    System.out.println("stage        seconds    Mpx/s   peak MB");
    delete(sample);
    for (String stage : STAGES) {
      List<String> words = new ArrayList<>(List.of(stage, "--sample", sample.toString()));
      if (stage.equals("ingest")) {
        words.addAll(List.of("--input", acquisition.toString()));
      }
      json.append(line(stage, size, imaxt(words.toArray(String[]::new))));
    }
    delete(sample);
    Path pipeline = folder.resolve("pipeline-" + size.name() + ".yml");
    Files.writeString(
        pipeline,
        "sample: %s\nsteps:\n  - ingest: {input: %s}\n  - flatfield\n  - stitch\n  - fuse\n"
            .formatted(sample.getFileName(), acquisition.getFileName()));
    json.append(line("whole way", size, imaxt("run", pipeline.toString())));
    delete(sample);
    return json.append("}").toString();
  }

  private static String line(String name, Size size, Cost cost) {
    double rate = size.megapixels() / cost.seconds();
    System.out.printf(
        Locale.ROOT, "%-11s %8.1f %8.1f %9.0f%n", name, cost.seconds(), rate, cost.peakMb());
    return String.format(
        Locale.ROOT,
        ", \"%s\": {\"seconds\": %.2f, \"mpx_per_s\": %.2f, \"peak_mb\": %.0f}",
        name,
        cost.seconds(),
        rate,
        cost.peakMb());
  }

  /** Runs the command line in a process of its own with the script's defaults for memory. */
  private static Cost imaxt(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1400m",
                "-Xms1400m",
                "-XX:+UseParallelGC",
                "-XX:NewRatio=2",
                "-XX:-UseAdaptiveSizePolicy",
                "-XX:+UseTransparentHugePages",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.imaxt.cli.Imaxt"));
    command.addAll(List.of(words));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder output = new StringBuilder();
    Thread reader = new Thread(() -> read(process, output));
    reader.start();
    double peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peakMb(process.pid()));
      Thread.sleep(50);
    }
    reader.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", words) + " failed:\n" + output);
    }
    return new Cost(seconds, peak);
  }

  private static void read(Process process, StringBuilder output) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> output.append(line).append('\n'));
    } catch (IOException e) {
      output.append(e);
    }
  }

  private static double peakMb(long pid) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return peak.find() ? Long.parseLong(peak.group(1)) / 1024.0 : 0;
    } catch (IOException e) {
      return 0; // it has just ended, or the system has no /proc
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
