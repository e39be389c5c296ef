package org.imaxt.core.scijava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.imaxt.core.lab.FailCommand;
import org.imaxt.core.lab.FailStage;
import org.imaxt.core.lab.PaintCommand;
import org.imaxt.core.lab.TypesCommand;
import org.imaxt.core.lab.TypesJob;
import org.imaxt.core.lab.WaitCommand;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogMessage;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

class GeneratedCommandTest {

  @TempDir Path folder;

  private Context context;
  private CommandService commands;

  @BeforeEach
  void startSciJava() {
    context = new Context(CommandService.class, LogService.class, TaskService.class);
    context.service(LogService.class).setLevel(LogLevel.NONE);
    commands = context.service(CommandService.class);
  }

  @AfterEach
  void endSciJava() {
    context.dispose();
  }

  @Test
  void liesInTheMenu() {
    CommandInfo info = commands.getCommand(PaintCommand.class);
    assertEquals("Plugins > IMAXT > Lab > Paint...", info.getMenuPath().getMenuString());
    assertTrue(info.canRunHeadless());
  }

  @Test
  void hasAnInputForEachParameterInOrder() {
    List<String> inputs =
        StreamSupport.stream(commands.getCommand(TypesCommand.class).inputs().spliterator(), false)
            .filter(i -> i.getType() != Context.class)
            .map(ModuleItem::getName)
            .toList();
    assertEquals(
        ParamSchema.of(new TypesJob()).fields().stream().map(ParamField::name).toList(), inputs);
  }

  @Test
  void persistsNoInput() {
    for (ModuleItem<?> input : commands.getCommand(TypesCommand.class).inputs()) {
      assertFalse(
          input.isPersisted() && input.getType() != Context.class,
          input.getName() + " would be remembered");
    }
  }

  @ParameterizedTest(name = "with pre- and postprocessors: {0}")
  @ValueSource(booleans = {true, false})
  void paintsASampleAndNamesTheReport(boolean process) throws Exception {
    File sample = folder.resolve("block µ 1.zarr").toFile();
    Module done =
        commands.run(PaintCommand.class, process, Map.of("sample", sample, "brightness", 9)).get();
    assertTrue(Files.isRegularFile(Path.of((String) done.getOutput("report"))));
    try (Sample made = Sample.open(sample.toPath())) {
      assertEquals(List.of("S001", "S002", "S003"), new Receipts(made).complete("paint"));
    }
  }

  @Test
  void worksOnTheSectionsAskedFor() throws Exception {
    File sample = folder.resolve("block.zarr").toFile();
    commands.run(PaintCommand.class, true, Map.of("sample", sample, "sections", "2-")).get();
    try (Sample made = Sample.open(sample.toPath())) {
      assertEquals(List.of("S002", "S003"), new Receipts(made).complete("paint"));
    }
  }

  @Test
  void takesDefaultsRatherThanTheLastRunsValues() throws Exception {
    types(Map.of("wholeNumber", 77, "mayBeZero", "-2", "shadeWanted", "quite-dark"));
    String second = types(Map.of());
    assertTrue(second.contains("wholeNumber=40\n"), second);
    assertTrue(second.contains("mayBeZero=1.5\n"), second);
    assertTrue(second.contains("shadeWanted=bright\n"), second);
  }

  @Test
  void bindsEveryType() throws Exception {
    String report =
        types(
            Map.of(
                "wholeNumber",
                3,
                "bigNumber",
                "9007199254740993", // not a double
                "realNumber",
                0.25,
                "mayBeZero",
                0,
                "yesOrNo",
                true,
                "someText",
                "a b",
                "shadeWanted",
                "quite-dark",
                "inputFolder",
                new File("in put"),
                "outputFile",
                new File("out")));
    for (String line :
        List.of(
            "wholeNumber=3",
            "bigNumber=9007199254740993",
            "realNumber=0.25",
            "mayBeZero=0.0",
            "yesOrNo=true",
            "someText=a b",
            "shadeWanted=quite-dark",
            "inputFolder=in put",
            "outputFile=out")) {
      assertTrue(report.contains(line + "\n"), line + " in " + report);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"wholeNumber", "bigNumber", "realNumber", "mayBeZero"})
  void refusesManyAsNumber(String name) {
    ParamException refused =
        assertThrows(ParamException.class, () -> thrown(TypesCommand.class, Map.of(name, "many")));
    assertTrue(refused.getMessage().startsWith(name + " must "), refused.getMessage());
  }

  @Test
  void refusesValuesBeyondTheirRangeAllAtOnce() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> thrown(TypesCommand.class, Map.of("wholeNumber", 501, "mayBeZero", "5.1")));
    assertEquals(
        List.of(
            "wholeNumber must lie in [1, 500] (px), got 501",
            "mayBeZero must lie in [-5, 5] (µm), got 5.1"),
        refused.problems());
  }

  @Test
  void refusesAWordThatIsNoChoice() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> thrown(TypesCommand.class, Map.of("shadeWanted", "purple")));
    assertEquals(
        "shadeWanted must be one of bright, quite-dark, got 'purple'", refused.getMessage());
  }

  @Test
  void asksForASample() {
    ParamException refused =
        assertThrows(ParamException.class, () -> thrown(PaintCommand.class, Map.of()));
    assertEquals("sample is required by paint", refused.getMessage());
  }

  @Test
  void tellsTheReasonOfAFailureToCallerAndLog() {
    StringBuilder log = new StringBuilder();
    context.service(LogService.class).setLevel(LogLevel.ERROR);
    context.service(LogService.class).addLogListener((LogMessage m) -> log.append(m.text()));
    RuntimeException failure =
        assertThrows(
            RuntimeException.class,
            () -> thrown(FailCommand.class, Map.of("sample", folder.resolve("b.zarr").toFile())));
    assertTrue(failure.getMessage().contains(FailStage.REASON), failure.getMessage());
    assertTrue(log.toString().contains(FailStage.REASON), log.toString());
  }

  @Test
  void endsWhenItsTaskIsCancelled() throws Exception {
    Canceller canceller = new Canceller();
    context.service(EventService.class).subscribe(canceller);
    Module ended =
        commands
            .run(WaitCommand.class, true, Map.of("sample", folder.resolve("b.zarr").toFile()))
            .get();
    Cancelable cancelled = assertInstanceOf(Cancelable.class, ended);
    assertTrue(cancelled.isCanceled());
    assertEquals("", ended.getOutput("report"));
  }

  /** Cancels every task as soon as it has begun to work. */
  public static final class Canceller {

    /**
     * Cancels.
     *
     * @param event tells of a task
     */
    @EventHandler
    public void onEvent(TaskEvent event) {
      if (event.getTask().getProgressMaximum() > 0) {
        event.getTask().cancel("enough");
      }
    }
  }

  private String types(Map<String, Object> inputs) throws Exception {
    return (String) commands.run(TypesCommand.class, true, inputs).get().getOutput("report");
  }

  /** Throws what the command threw, from below what SciJava wraps it in. */
  private void thrown(Class<? extends Command> command, Map<String, Object> inputs)
      throws Throwable {
    Future<?> run = commands.run(command, true, inputs);
    try {
      run.get();
    } catch (ExecutionException e) {
      throw e.getCause().getCause();
    }
  }
}
