package org.imaxt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageProcessorTest {

  private static final String ALIGN_STAGE =
      """
      @StageInfo(id = "align", menu = "Plugins>IMAXT>Align...", summary = "Says \\"go\\".")
      public final class AlignStage implements Stage<AlignParams, String, String> {
        public AlignParams defaults() { return null; }
      }
      """;

  @TempDir Path folder;

  @Test
  void writesOneInputForEachComponent() throws IOException {
    String command = align("").file("lab/AlignCommand.java");
    assertTrue(command.contains("menuPath = \"Plugins>IMAXT>Align...\""), command);
    assertTrue(command.contains("label = \"Radius (px)\""), command);
    assertTrue(command.contains("private int radius;"), command);
    assertTrue(command.contains("private double overlap;"), command);
    assertTrue(command.contains("private boolean fast;"), command);
    assertTrue(command.contains("private File input;"), command);
    assertTrue(command.contains("style = \"directory\""), command);
    assertTrue(command.contains("choices = {\"least-squares\", \"tree\"}"), command);
    assertTrue(command.contains("inputs.put(\"solver\", this.solver);"), command);
  }

  @Test
  void remembersNoInputOfTheLastRun() throws IOException {
    String command = align("").file("lab/AlignCommand.java");
    int inputs = 7 + 2; // the components below, sample and sections
    assertEquals(inputs, command.split("persist = false", -1).length - 1, command);
  }

  @Test
  void givesRangesToSpinners() throws IOException {
    String command = align("").file("lab/AlignCommand.java");
    assertTrue(command.contains("min = \"1\""), command);
    assertTrue(command.contains("max = \"500\""), command);
    assertTrue(command.contains("max = \"0.9\""), command);
  }

  @Test
  void holdsNumbersThatMayBeZeroAsText() throws IOException {
    String command = align("").file("lab/AlignCommand.java");
    assertTrue(command.contains("private String margin;"), command);
    assertTrue(command.contains("this.margin = StageCommands.text(defaults.margin());"), command);
  }

  @Test
  void writesNonAsciiUnitsAsEscapes() throws IOException {
    String command = align("").file("lab/AlignCommand.java");
    assertTrue(command.contains("label = \"Margin (\\u00b5m)\""), command);
  }

  @Test
  void namesTheTaskAsService() throws IOException {
    assertEquals("lab.AlignStage\n", align("").file("META-INF/services/org.imaxt.core.stage.Task"));
  }

  @Test
  void keepsServicesOfAnEarlierCompilationThatAreStillThere() throws IOException {
    Path services = folder.resolve("META-INF/services/org.imaxt.core.stage.Task");
    Files.createDirectories(services.getParent());
    Files.writeString(services, "lab.GoneStage\nlab.AlignStage\nlab.Solver\n");
    align("");
    assertEquals("lab.AlignStage\n", Files.readString(services));
  }

  @Test
  void leavesSampleOutWhereNoneIsUsed() throws IOException {
    Compilation made =
        Compilation.of(
            folder,
            Map.of(
                "EmptyParams", "public record EmptyParams() implements StageParams {}",
                "ShowVersionJob",
                    """
                    @StageInfo(id = "show version", menu = "Plugins>IMAXT>Version", summary = "S.",
                        sample = StageInfo.SampleUse.NONE)
                    public final class ShowVersionJob implements Job<EmptyParams> {
                      public EmptyParams defaults() { return new EmptyParams(); }
                    }
                    """));
    String command = made.file("lab/ShowVersionCommand.java");
    assertFalse(command.contains("private File sample"), command);
    assertFalse(command.contains("sections"), command);
  }

  @Test
  void asksForTheChoicesThatTheTaskCanKeepTo() throws IOException {
    Compilation made =
        Compilation.of(
            folder,
            Map.of(
                "EmptyParams", "public record EmptyParams() implements StageParams {}",
                "ScanJob",
                    """
                    @StageInfo(id = "scan", menu = "Plugins>IMAXT>Scan", summary = "S.",
                        selects = {StageInfo.Modality.SLIDES, StageInfo.Modality.IMC})
                    public final class ScanJob implements Job<EmptyParams> {
                      public EmptyParams defaults() { return new EmptyParams(); }
                    }
                    """));
    String command = made.file("lab/ScanCommand.java");
    assertTrue(command.contains("private String slide = \"all\""), command);
    assertTrue(command.contains("inputs.put(\"roi\", this.roi)"), command);
    assertFalse(command.contains("sections"), command);
  }

  @Test
  void writesInputsOfGroupAmongTheOthers() throws IOException {
    String command = withGroup("int depth").file("lab/AlignCommand.java");
    assertTrue(command.contains("private int depth;"), command);
    assertTrue(command.contains("this.depth = defaults.limits().depth();"), command);
    assertTrue(command.contains("inputs.put(\"depth\", this.depth);"), command);
    assertFalse(command.contains("inputs.put(\"limits\""), command);
  }

  @Test
  void refusesNameThatGroupHasToo() {
    assertEquals(
        List.of("the command has 'radius' already; name the parameter otherwise"),
        withGroup("int radius").errors());
  }

  @Test
  void refusesComponentWithoutParam() {
    assertEquals(List.of("bare has no @Param"), align(", int bare").errors());
  }

  @Test
  void refusesNumberWithoutUnit() {
    assertEquals(
        List.of("size is a number and has no unit"),
        align(", @Param(label = \"Size\", range = \"[1, 2]\") int size").errors());
  }

  @Test
  void refusesNumberWithoutRange() {
    assertEquals(
        List.of("size needs a range such as (0, 0.9], got ''"),
        align(", @Param(label = \"Size\", unit = \"px\") int size").errors());
  }

  @Test
  void refusesTypeThatNoSurfaceCanAskFor() {
    assertEquals(
        List.of("when must be int, long, double, boolean, String, File or an enum, got float"),
        align(", @Param(label = \"When\") float when").errors());
  }

  @Test
  void refusesNameThatEveryCommandHas() {
    assertEquals(
        List.of("the command has 'report' already; name the parameter otherwise"),
        align(", @Param(label = \"Report\") String report").errors());
  }

  @Test
  void refusesClassThatIsNoTask() {
    Compilation made =
        Compilation.of(
            folder,
            Map.of(
                "Thing",
                "@StageInfo(id = \"t\", menu = \"M\", summary = \"S\") public class Thing {}"));
    assertEquals(List.of("a class with @StageInfo must implement Stage or Job"), made.errors());
  }

  /** With a record of one more parameter. */
  private Compilation withGroup(String component) {
    Map<String, String> sources = new HashMap<>(sources(", Limits limits"));
    sources.put(
        "Limits",
        """
        public record Limits(@Param(label = "More", unit = "px", range = "[1, 9]") %s)
            implements StageParams {}
        """
            .formatted(component));
    return Compilation.of(folder, sources);
  }

  private Compilation align(String more) {
    return Compilation.of(folder, sources(more));
  }

  private static Map<String, String> sources(String more) {
    return Map.of(
        "AlignStage",
        ALIGN_STAGE,
        "Solver",
        "public enum Solver { LEAST_SQUARES, TREE }",
        "AlignParams",
        """
                import java.io.File;
                public record AlignParams(
                    @Param(label = "Radius", unit = "px", range = "[1, 500]") int radius,
                    @Param(label = "Overlap", unit = "fraction", range = "(0, 0.9]") double overlap,
                    @Param(label = "Margin", unit = "µm", range = "[0, inf)") double margin,
                    @Param(label = "Fast") boolean fast,
                    @Param(label = "Name") String name,
                    @Param(label = "Input", required = true, file = Param.FileRole.INPUT_FOLDER)
                        File input,
                    @Param(label = "Solver") Solver solver%s) implements StageParams {}
                """
            .formatted(more));
  }
}
