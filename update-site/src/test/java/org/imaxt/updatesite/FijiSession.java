package org.imaxt.updatesite;

import java.io.File;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import org.scijava.Context;
import org.scijava.MenuEntry;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

/** What happens inside Fiji's class loader: sees the shipped jars, Fiji's own, and nothing else. */
public final class FijiSession {

  private FijiSession() {}

  /**
   * Commands that SciJava finds.
   *
   * @return their classes by menu path
   */
  public static SortedMap<String, String> commands() {
    SortedMap<String, String> found = new TreeMap<>();
    try (Context context = new Context()) {
      for (CommandInfo info : context.service(CommandService.class).getCommands()) {
        if (info.getDelegateClassName().startsWith("org.imaxt.")) {
          String menu =
              info.getMenuPath().stream().map(MenuEntry::getName).collect(Collectors.joining(">"));
          found.put(menu, info.getDelegateClassName());
        }
      }
    }
    return found;
  }

  /**
   * Tasks that are named as services.
   *
   * @return their ids by menu path
   */
  public static SortedMap<String, String> tasks() {
    SortedMap<String, String> found = new TreeMap<>();
    for (Task<?> task : TaskRegistry.load(FijiSession.class.getClassLoader()).tasks()) {
      found.put(task.info().menu(), task.info().id());
    }
    return found;
  }

  /**
   * Makes a small acquisition and takes it to mosaics.
   *
   * @param folder empty folder to work in
   * @throws ExecutionException if a command fails
   * @throws InterruptedException if interrupted
   */
  public static void wholeWay(File folder) throws ExecutionException, InterruptedException {
    File acquisition = new File(folder, "acquisition");
    File sample = new File(folder, "sample.zarr");
    try (Context context = new Context()) {
      CommandService service = context.service(CommandService.class);
      Map<String, Object> small =
          Map.of(
              "out",
              acquisition,
              "sections",
              1,
              "rows",
              2,
              "columns",
              2,
              "channels",
              1,
              "tile",
              208,
              "pixelSize",
              5.6);
      run(service, "phantom.PhantomCommand", small);
      run(service, "ingest.IngestCommand", Map.of("sample", sample, "input", acquisition));
      run(service, "flatfield.FlatfieldCommand", Map.of("sample", sample));
      run(service, "stitching.StitchCommand", Map.of("sample", sample));
      run(service, "fuse.FuseCommand", Map.of("sample", sample));
    }
  }

  private static void run(CommandService service, String name, Map<String, Object> inputs)
      throws ExecutionException, InterruptedException {
    service.run(service.getCommand("org.imaxt.stitch." + name), false, inputs).get();
  }
}
