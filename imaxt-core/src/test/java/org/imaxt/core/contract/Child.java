package org.imaxt.core.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Sample;

/** A process of its own that runs a task up to a point, or holds a sample. */
public final class Child {

  private static final String REACHED = "reached";

  private Child() {}

  /**
   * Runs a task, and stands still for ever after some units: the process is then killed.
   *
   * @param args units, sample, task, and its parameters as names and values in turn; or {@code
   *     hold} and a sample
   */
  public static void main(String[] args) {
    if (args[0].equals("hold")) {
      try (Sample sample = Sample.openForWriting(Location.of(args[1]))) {
        say(REACHED + " " + sample.location());
        standStill();
      }
    }
    Object[] parameters = new Object[args.length - 3];
    System.arraycopy(args, 3, parameters, 0, parameters.length);
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      Runs.run(
          executor,
          new StandingStill(Integer.parseInt(args[0])),
          RunRequest.on(Location.of(args[1])),
          args[2],
          parameters);
    }
    say("ended");
  }

  /** Runs a task in a process and kills it after some units. */
  public static void killed(int units, Path sample, String task, Object... parameters)
      throws IOException, InterruptedException {
    killed(units, Location.of(sample), task, parameters);
  }

  /** Runs a task in a process and kills it after some units, wherever the sample lies. */
  public static void killed(int units, Location sample, String task, Object... parameters)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Integer.toString(units), sample + "", task));
    for (Object parameter : parameters) {
      command.add(parameter.toString());
    }
    Process process = start(command);
    try {
      awaitReached(process);
    } finally {
      kill(process);
    }
  }

  /** Starts a process that holds a sample. */
  public static Process holding(Path sample) throws IOException {
    return holding(Location.of(sample));
  }

  /** Starts a process that holds a sample, wherever it lies. */
  public static Process holding(Location sample) throws IOException {
    Process process = start(List.of("hold", sample.toString()));
    awaitReached(process);
    return process;
  }

  /** SIGKILL. */
  public static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx600m", "-Djava.awt.headless=true"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("aws."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Child.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitReached(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith(REACHED)) {
        return;
      }
    }
    throw new IllegalStateException("the process ended too early: " + said);
  }

  /** How the process speaks to the test. */
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void standStill() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the thread that has done the unit asked for. */
  private record StandingStill(int units) implements Monitor {
    @Override
    public void started(String task, long work) {}

    @Override
    public void advanced(long done, long total) {
      if (done >= units) {
        say(REACHED + " " + done + " of " + total);
        standStill();
      }
    }

    @Override
    public void warned(String message) {}

    @Override
    public void finished(String message) {}

    @Override
    public boolean cancelled() {
      return false;
    }
  }
}
