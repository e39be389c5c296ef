package org.imaxt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imaxt.core.model.Location;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole way on a phantom; what it runs is the pipeline {@code demo.yml}. */
@Command(name = "demo", description = "Makes a phantom acquisition and runs the whole way on it.")
final class DemoCommand implements Callable<Integer> {

  private static final String PIPELINE = "demo.yml";

  private final TaskRegistry registry;
  private final Terminal terminal;
  private final String pipeline;

  @Option(
      names = "--out",
      paramLabel = "<folder>",
      description = "Where everything goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("demo");

  @Mixin private RunOptions options;

  DemoCommand(TaskRegistry registry, Terminal terminal) {
    this(registry, terminal, resource());
  }

  DemoCommand(TaskRegistry registry, Terminal terminal, String pipeline) {
    this.registry = registry;
    this.terminal = terminal;
    this.pipeline = pipeline;
  }

  @Override
  public Integer call() {
    Path folder = out.toAbsolutePath().normalize();
    Pipeline steps =
        withoutWhatIsThere(new PipelineReader(registry).read(pipeline, folder, PIPELINE));
    Path index = folder.resolve("index.html");
    try {
      Files.createDirectories(folder);
      RunCommand.run(steps, options, terminal);
      Files.writeString(index, ReportIndex.html("IMAXT demo", folder, steps));
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written (" + e + "); give --out", e);
    }
    Optional<Path> sample = steps.sample().flatMap(Location::folder);
    sample.ifPresent(s -> say("sample", s));
    sample
        .map(s -> s.resolveSibling("dataset.xml"))
        .filter(Files::exists)
        .ifPresent(d -> say("BigDataViewer", d));
    say("report", index);
    return ExitCode.DONE.code();
  }

  /** Once there is a sample, the phantom it comes from is there too and is not made again. */
  private static Pipeline withoutWhatIsThere(Pipeline all) {
    return all.sample().filter(Sample::isSample).isEmpty()
        ? all
        : new Pipeline(
            all.sample(),
            all.selection(),
            all.steps().stream().filter(s -> s.task().info().sample() != SampleUse.NONE).toList());
  }

  private void say(String what, Path where) {
    terminal.out().printf("%-14s %s%n", what, where);
  }

  private static String resource() {
    try (InputStream in = DemoCommand.class.getResourceAsStream(PIPELINE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
