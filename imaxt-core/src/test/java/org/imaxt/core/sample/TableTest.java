package org.imaxt.core.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.zarr.OtherReader;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables on disk: what is written is read, by us and by AnnData. */
class TableTest {

  private static final TableKey KEY =
      TableKey.at("stpt/things")
          .with(ColumnType.DOUBLE, "x_um")
          .with(ColumnType.INT, "section")
          .with(ColumnType.LONG, "count")
          .with(ColumnType.BOOLEAN, "accepted")
          .with(ColumnType.TEXT, "reason");

  @TempDir Path folder;

  private static Table table() {
    return Table.ofRows(3)
        .with("x_um", new double[] {0.5, -1.25, Double.NaN})
        .with("section", new int[] {1, 2, 3})
        .with("count", new long[] {1, 1L << 40, 3})
        .with("accepted", new boolean[] {true, false, true})
        .with("reason", new String[] {"", "cut by the border", "µ"});
  }

  private static void assertSame(Table expected, Table found) {
    assertEquals(expected.names(), found.names());
    assertEquals(expected.rows(), found.rows());
    for (String name : expected.names()) {
      assertArrayEquals(
          new Object[] {expected.values(name)}, new Object[] {found.values(name)}, name);
    }
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void readsWhatItWrote(ZarrVersion version) {
    Sample sample = Sample.inMemory(version);
    assertFalse(sample.exists(KEY));
    sample.write(KEY, table());
    assertTrue(sample.exists(KEY));
    assertSame(table(), sample.read(KEY));
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void keepsTablesWithoutRows(ZarrVersion version) {
    Sample sample = Sample.inMemory(version);
    sample.write(KEY, Table.empty(KEY));
    assertSame(Table.empty(KEY), sample.read(KEY));
  }

  @Test
  void replacesAnOlderTableWhole() {
    Sample sample = Sample.inMemory(ZarrVersion.V2);
    sample.write(KEY, table().with("other", new int[3]));
    sample.write(KEY, table());
    assertSame(table(), sample.read(KEY));
    assertFalse(ZarrArray.exists(sample.store(), KEY.path() + "/other"));
  }

  @Test
  void keepsColumnsBesideThoseOfTheKey() {
    Sample sample = Sample.inMemory(ZarrVersion.V2);
    sample.write(KEY, table().with("other", new int[] {7, 8, 9}));
    assertArrayEquals(new int[] {7, 8, 9}, sample.read(KEY).ints("other"));
  }

  @Test
  void refusesTablesWithoutTheColumnsOfTheKey() {
    Sample sample = Sample.inMemory(ZarrVersion.V2);
    sample.write(KEY, table());
    SampleFormatException lacking =
        assertThrows(
            SampleFormatException.class,
            () -> sample.read(KEY.with(ColumnType.DOUBLE, "radius_um")));
    assertTrue(lacking.getMessage().contains("lacks the column 'radius_um'"));
    TableKey other = TableKey.at(KEY.path()).with(ColumnType.TEXT, "section");
    SampleFormatException mistyped =
        assertThrows(SampleFormatException.class, () -> sample.read(other));
    assertTrue(mistyped.getMessage().contains("must be TEXT, it is INT"), mistyped.getMessage());
    assertThrows(IllegalArgumentException.class, () -> sample.write(other, table()));
  }

  @Test
  void aSampleTakesNoColumnWhoseNameIsAPath() {
    Sample sample = Sample.inMemory(ZarrVersion.V2);
    Table slash = table().with("a/b", new double[3]);
    assertThrows(IllegalArgumentException.class, () -> sample.write(KEY, slash));
    assertFalse(sample.exists(KEY));
  }

  @Test
  void refusesWhatAWriterLeftWhoDied() {
    Sample sample = Sample.inMemory(ZarrVersion.V2);
    ZarrGroup.create(sample.store(), KEY.path(), ZarrVersion.V2);
    assertFalse(sample.exists(KEY));
    assertThrows(SampleFormatException.class, () -> sample.read(KEY));
  }

  @Test
  void refusesColumnsOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> table().with("y_um", new double[2]));
    assertThrows(IllegalArgumentException.class, () -> table().with("n", new String[3]));
  }

  @Test
  void isNotChangedThroughItsArrays() {
    double[] x = {1};
    Table table = Table.ofRows(1).with("x_um", x);
    x[0] = 2;
    table.doubles("x_um")[0] = 3;
    assertArrayEquals(new double[] {1}, table.doubles("x_um"));
  }

  @Test
  @Tag("slow") // starts Python
  void isReadByAnndataAndZarr() throws Exception {
    OtherReader anndata = OtherReader.python("anndata", "table_interop.py");
    Path path = folder.resolve("sample.zarr");
    try (Sample sample = Sample.openOrCreate(path, ZarrVersion.V2)) {
      sample.write(KEY, table());
    }
    JsonObject shown =
        JsonParser.parseString(anndata.run("show", path.toString(), KEY.path())).getAsJsonObject();
    JsonObject columns = shown.getAsJsonObject("columns");
    assertEquals(List.copyOf(KEY.columns().keySet()), List.copyOf(columns.keySet()));
    assertEquals("[\"0\",\"1\",\"2\"]", shown.get("index").toString());
    assertEquals("[\"float64\",[0.5,-1.25,\"NaN\"]]", columns.get("x_um").toString());
    assertEquals("[\"int32\",[1,2,3]]", columns.get("section").toString());
    assertEquals("[\"int64\",[1,1099511627776,3]]", columns.get("count").toString());
    assertEquals("[\"bool\",[true,false,true]]", columns.get("accepted").toString());
    assertEquals(
        "[\"object\",[\"\",\"cut by the border\",\"µ\"]]", columns.get("reason").toString());
  }

  @Test
  @Tag("slow") // starts Python
  void readsWhatAnndataWrote() throws Exception {
    OtherReader anndata = OtherReader.python("anndata", "table_interop.py");
    Path path = folder.resolve("sample.zarr");
    Sample.openOrCreate(path, ZarrVersion.V2).close();
    anndata.run("write", path.toString(), KEY.path());
    try (Sample sample = Sample.open(path)) {
      assertSame(table(), sample.read(KEY));
    }
  }

  @Test
  @Tag("slow") // starts Python
  void isReadByAnndataWithoutRows() throws Exception {
    OtherReader anndata = OtherReader.python("anndata", "table_interop.py");
    Path path = folder.resolve("sample.zarr");
    try (Sample sample = Sample.openOrCreate(path, ZarrVersion.V2)) {
      sample.write(KEY, Table.empty(KEY));
    }
    String shown = anndata.run("show", path.toString(), KEY.path());
    assertTrue(shown.contains("\"section\": [\"int32\", []]"), shown);
  }
}
