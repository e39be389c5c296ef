package org.imaxt.macros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.Macro;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/** Holds every {@code run("label", "options")} of the macros against the commands, and runs it. */
class MacrosTest {

  private static final Path MACROS = Path.of("").toAbsolutePath();
  private static final String PHANTOM = "phantom.ijm";
  private static final String WHOLE_WAY = "whole_way.ijm";

  private static Context context;
  private static Map<String, CommandInfo> commands;

  @TempDir Path folder;

  /** What is done with regions of imaging mass cytometry, in its order. */
  private static final List<String> CYTOMETRY =
      List.of("Import IMC...", "Segment IMC...", "Measure IMC...");

  @BeforeAll
  static void startSciJava() {
    context = new Context(CommandService.class, ConvertService.class);
    commands = new TreeMap<>();
    for (CommandInfo info : context.service(CommandService.class).getCommands()) {
      if (info.getMenuPath().getMenuString().startsWith("Plugins > IMAXT > ")) {
        String label = info.getMenuPath().getLeaf().getName();
        assertEquals(null, commands.put(label, info), label + " is in the menu twice");
      }
    }
  }

  @AfterAll
  static void endSciJava() {
    context.dispose();
  }

  @BeforeEach
  void skipAloudWithoutCommands() {
    assumeFalse(commands.isEmpty(), "no commands of ours are installed: nothing is held to them");
  }

  static List<String> macros() throws IOException {
    try (Stream<Path> files = Files.list(MACROS)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".ijm"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("macros")
  void namesCommandsAndTheirInputs(String macro) throws IOException {
    List<RunCall> calls = calls(macro, "/data/block 1");
    assertFalse(calls.isEmpty(), "runs nothing");
    for (RunCall call : calls) {
      String where = "%s line %s: ".formatted(macro, call.line());
      CommandInfo command = commands.get(call.label());
      assertTrue(command != null, where + call.label() + " is none of " + commands.keySet());
      Map<String, String> names = names(command);
      MacroOptions.parse(call.options())
          .forEach(
              (key, value) -> {
                assertTrue(names.containsKey(key), where + key + " is none of " + names.keySet());
                assertEquals(
                    value, Macro.getValue(call.options(), key, "true"), where + "ImageJ's " + key);
              });
    }
  }

  @Test
  void thereIsAMacroForEveryStage() throws IOException {
    Set<String> labels = new HashSet<>();
    for (String macro : macros()) {
      if (!macro.equals(WHOLE_WAY)) {
        calls(macro, "").forEach(c -> labels.add(c.label()));
      }
    }
    for (Task<?> task : TaskRegistry.load(getClass().getClassLoader()).tasks()) {
      String menu = task.info().menu();
      String label = menu.substring(menu.lastIndexOf('>') + 1);
      assertTrue(
          labels.contains(label) || !(task instanceof Stage<?, ?, ?>), "no macro runs " + label);
    }
  }

  /** ImageJ finds a command by its label alone, wherever it is in the menu. */
  @Test
  void noLabelIsOneOfImageJsOwn() throws IOException {
    String menus;
    try (InputStream in = Macro.class.getResourceAsStream("/IJ_Props.txt")) {
      menus = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String label : commands.keySet()) {
      assertFalse(
          menus.contains("=\"" + label + "\"") || menus.contains("=\"" + label + "["),
          label + " is a command of ImageJ itself; choose a label that says more");
    }
  }

  @Test
  @Tag("slow")
  void everyMacroRunsOnAPhantom() throws Exception {
    Path block = Files.createDirectory(folder.resolve("block µ 1"));
    run(PHANTOM, block);
    writeSlides(block);
    List<String> order = new ArrayList<>();
    calls(WHOLE_WAY, "").forEach(c -> order.add(c.label()));
    order.addAll(CYTOMETRY);
    List<String> others = new ArrayList<>(macros());
    others.removeAll(List.of(PHANTOM, WHOLE_WAY));
    others.sort(Comparator.comparing(m -> place(m, order)));
    writeRegion(block);
    for (String macro : others) {
      run(macro, block);
    }
  }

  /** What the phantom does not make: scans that a macro imports. */
  private static void writeSlides(Path block) throws IOException {
    Path slides = Files.createDirectories(block.resolve("slides"));
    OmeMetadata ome =
        new OmeMetadata(
            "slide",
            64,
            48,
            1,
            1,
            PixelType.UINT8,
            new OmeMetadata.Voxel(1, 1, 0),
            List.of(new OmeChannel("DAPI", 0)),
            Map.of());
    PyramidSpec spec = new PyramidSpec(ome, List.of(new PyramidSpec.Size(64, 48)), 64, 1);
    PyramidTiffWriter.write(
        slides.resolve("slide 1.ome.tif"), spec, (page, level, x, y) -> new byte[64 * 48]);
  }

  /** Imaging mass cytometry is not in the phantom: a region with nuclei of 9 px, 16 px apart. */
  private static void writeRegion(Path block) throws IOException {
    StringBuilder rows = new StringBuilder("X\tY\tZ\tDNA1(Ir191Di)\n");
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        double counts = Math.hypot(x % 16 - 8, y % 16 - 8) < 4.5 ? 20 : 1;
        rows.append("%d\t%d\t0\t%.3f%n".formatted(x, y, counts));
      }
    }
    Path text = Files.createDirectory(block.resolve("imc")).resolve("slide_ROI_001_1.txt");
    Files.writeString(text, rows);
  }

  @Test
  @Tag("slow")
  void wholeWayRunsOnAPhantom() throws Exception {
    Path block = Files.createDirectory(folder.resolve("block µ 2"));
    run(PHANTOM, block);
    run(WHOLE_WAY, block);
    assertTrue(Files.isDirectory(block.resolve("sample.zarr/stpt/mosaic/S002")));
    assertTrue(Files.isRegularFile(block.resolve("positions.csv")));
  }

  /** Where a macro stands in the whole way; behind it if it has no part in it. */
  private static int place(String macro, List<String> order) {
    try {
      int place = order.indexOf(calls(macro, "").get(0).label());
      return place < 0 ? order.size() : place;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Does what ImageJ's bridge to SciJava does with a macro. */
  private static void run(String macro, Path block) throws Exception {
    for (RunCall call : calls(macro, block.toString())) {
      CommandInfo command = commands.get(call.label());
      Map<String, String> names = names(command);
      Map<String, Object> inputs = new HashMap<>();
      MacroOptions.parse(call.options())
          .forEach((key, value) -> inputs.put(names.get(key), typed(command, names, key, value)));
      Module done = context.service(CommandService.class).run(command, true, inputs).get();
      String where = "%s line %s".formatted(macro, call.line());
      assertFalse(assertInstanceOf(Cancelable.class, done).isCanceled(), where);
      assertFalse(done.getOutput("report").toString().isBlank(), where + " reports nothing");
      MacroOptions.parse(call.options())
          .forEach(
              (key, value) ->
                  assertTrue(
                      !key.equals("out") || Files.exists(Path.of(value)),
                      where + " did not write " + value));
    }
  }

  private static Object typed(
      CommandInfo command, Map<String, String> names, String key, String value) {
    Class<?> type = command.getInput(names.get(key)).getType();
    return context.service(ConvertService.class).convert(value, type);
  }

  /** Input names by macro key: ImageJ looks for the name in lower case. */
  private static Map<String, String> names(CommandInfo command) {
    Map<String, String> names = new TreeMap<>();
    for (ModuleItem<?> input : command.inputs()) {
      if (input.getType() != Context.class) {
        names.put(input.getName().toLowerCase(Locale.ROOT), input.getName());
      }
    }
    return names;
  }

  private static List<RunCall> calls(String macro, String argument) throws IOException {
    return MacroFile.calls(MACROS.resolve(macro), argument);
  }
}
