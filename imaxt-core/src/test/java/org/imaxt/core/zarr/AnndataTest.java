package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of tables both ways with Debian's python3-anndata. */
@Tag("slow")
class AnndataTest {

  private static final int ROWS = 1000;

  @TempDir Path folder;

  /** The columns of the table that the script knows. */
  private static Map<String, Object> columns() {
    double[] x = new double[ROWS];
    int[] section = new int[ROWS];
    boolean[] used = new boolean[ROWS];
    Arrays.setAll(x, i -> i * 0.25);
    Arrays.setAll(section, i -> i / 7);
    for (int i = 0; i < ROWS; i++) {
      used[i] = i % 3 == 0;
    }
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("x_um", x);
    columns.put("section", section);
    columns.put("used", used);
    columns.put("label", texts("zelle %d µ"));
    columns.put("bead", texts("%d"));
    return columns;
  }

  private static String[] texts(String format) {
    return IntStream.range(0, ROWS).mapToObj(format::formatted).toArray(String[]::new);
  }

  @Test
  void anndataReadsColumnsThatAreWritten() throws Exception {
    OtherReader anndata = OtherReader.python("anndata", "anndata_interop.py");
    Store store = new FileStore(folder.resolve("j.zarr"));
    ZarrGroup table = ZarrGroup.create(store, "beads", ZarrVersion.V2);
    JsonArray order = new JsonArray();
    List.of("x_um", "section", "used", "label").forEach(order::add);
    JsonObject attributes = encoding("dataframe");
    attributes.addProperty("_index", "bead");
    attributes.add("column-order", order);
    table.setAttributes(attributes);
    columns().forEach((name, column) -> write(store, "beads/" + name, column));
    assertEquals("" + ROWS, anndata.run("check", folder.toString()));
  }

  private static void write(Store store, String path, Object column) {
    DataType type =
        List.of(DataType.FLOAT64, DataType.INT32, DataType.BOOL, DataType.STRING).stream()
            .filter(t -> t.matches(column))
            .findFirst()
            .orElseThrow();
    ZarrArray array = ZarrArray.create(store, path, ArraySpec.column(ROWS, type), ZarrVersion.V2);
    array.setAttributes(encoding(type == DataType.STRING ? "string-array" : "array"));
    array.writeAll(column);
  }

  private static JsonObject encoding(String type) {
    JsonObject attributes = new JsonObject();
    attributes.addProperty("encoding-type", type);
    attributes.addProperty("encoding-version", "0.2.0");
    return attributes;
  }

  @Test
  void readsColumnsThatAnndataWrites() throws Exception {
    OtherReader.python("anndata", "anndata_interop.py").run("write", folder.toString());
    Store store = new FileStore(folder.resolve("p.zarr"));
    Map<String, Object> expected = columns();
    for (String name : expected.keySet()) {
      Object found = ZarrArray.open(store, "beads/" + name).readAll();
      assertArrayEquals(new Object[] {expected.get(name)}, new Object[] {found}, name);
    }
  }
}
