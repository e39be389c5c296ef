package org.imaxt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command line as a process of its own, with the script's defaults for memory. */
final class Program {

  private static final double TICKS_PER_SECOND = 100;
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** Keeps a process, its compiler and its collector of garbage too, to one core (Linux). */
  private static final List<String> ONE_CORE = List.of("taskset", "--cpu-list", "0");

  private final String classPath;
  private final List<String> before;

  private Program(String classPath, List<String> before) {
    this.classPath = classPath;
    this.before = before;
  }

  /** The program of this very class path. */
  static Program here() {
    return on(System.getProperty("java.class.path"));
  }

  /** The program of another class path. */
  static Program on(String classPath) {
    return new Program(classPath, List.of());
  }

  /** The same on one core of the machine: with one thread, Java itself still uses several. */
  Program onOneCore() {
    return new Program(classPath, ONE_CORE);
  }

  /** Wall and processor seconds of a process and its peak resident memory. */
  record Cost(double seconds, double processorSeconds, double peakMb) {}

  /** Runs a command line to its end; fails if it does. */
  Cost run(String... words) throws IOException, InterruptedException {
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
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                "org.imaxt.cli.Imaxt"));
    for (String engine : List.of("imaxt.engine", "imaxt.engine.cache")) {
      if (System.getProperty(engine) != null) {
        command.add(1, "-D%s=%s".formatted(engine, System.getProperty(engine)));
      }
    }
    command.addAll(0, before);
    command.addAll(List.of(words));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder output = new StringBuilder();
    Thread reader = new Thread(() -> read(process, output));
    reader.start();
    double peak = 0;
    double processor = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peakMb(process.pid()));
      processor = Math.max(processor, processorSeconds(process.pid()));
      Thread.sleep(50);
    }
    reader.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", words) + " failed:\n" + output);
    }
    return new Cost(seconds, processor, peak);
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

  /** User and system time, fields 14 and 15 counted from 1; the name in field 2 may hold spaces. */
  private static double processorSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0; // it has just ended, or the system has no /proc
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
