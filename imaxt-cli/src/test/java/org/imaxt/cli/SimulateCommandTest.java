package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is not here. */
class SimulateCommandTest {

  @TempDir private Path folder;

  private int run(String... options) {
    List<String> words = new ArrayList<>(List.of("simulate"));
    words.addAll(List.of(options));
    return new Imaxt(CapturedImaxt.REGISTRY, new CapturedImaxt().terminal())
        .execute(words.toArray(String[]::new));
  }

  private double hours(String... options) throws IOException {
    Path out = folder.resolve("simulation.html");
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("--out", out.toString()));
    assertEquals(0, run(words.toArray(String[]::new)));
    assertTrue(Files.readString(out).contains("published"), "the report names what was published");
    JsonObject json =
        JsonParser.parseString(Files.readString(folder.resolve("simulation.json")))
            .getAsJsonObject();
    return json.getAsJsonObject("numbers").getAsJsonObject("simulated").get("value").getAsDouble();
  }

  @Test
  void moreCoresTakeLessTimeAndLittleBandwidthTakesMore() throws IOException {
    String[] small = {"--sections", "10", "--tiles", "16"};
    double one = hours(with(small, "--cores", "1"));
    double four = hours(with(small, "--cores", "4"));
    double slow = hours(with(small, "--cores", "4", "--bandwidth", "20"));
    assertTrue(one > four && four > one / 4, one + " h, " + four + " h");
    assertTrue(slow > four, slow + " h at 20 MB/s, " + four + " h without a limit");
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void refusesWhatNoClusterHas() {
    assertEquals(2, run("--cores", "0"));
    assertEquals(2, run("--bandwidth", "-1"));
    assertEquals(2, run("--wave", "0", "--sections", "-3"));
    assertEquals(3, run("--like", folder.resolve("none.zarr").toString()));
  }
}
