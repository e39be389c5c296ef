package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

  private static final String V2 =
      "{'zarr_format':2,'shape':[4],'chunks':[2],'dtype':'<u2','compressor':null,'fill_value':0,"
          + "'order':'C','filters':null}";

  private static final String V3 =
      "{'zarr_format':3,'node_type':'array','shape':[4],'data_type':'uint16','fill_value':0,"
          + "'chunk_grid':{'name':'regular','configuration':{'chunk_shape':[2]}},"
          + "'chunk_key_encoding':{'name':'default'},"
          + "'codecs':[{'name':'bytes','configuration':{'endian':'little'}}]}";

  private final Store store = new MemoryStore();

  private ZarrArray open(String name, String json) {
    store.write("a/" + name, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return ZarrArray.open(store, "a");
  }

  private void refuses(String name, String json, String part) {
    String message = assertThrows(ZarrFormatException.class, () -> open(name, json)).getMessage();
    assertTrue(message.contains("a/" + name), message);
    assertTrue(message.contains(part), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'zarr_format':2 ; 'zarr_format':1 ; zarr_format must be 2",
        "'shape':[4] ; 'shape':[4,4] ; same number of axes",
        "'shape':[4] ; 'shape':[4.5] ; whole number",
        "'shape':[4] ; 'shape':'x' ; must be a list",
        "'shape':[4] ; 'shape':[-4] ; must not be negative",
        "'shape':[4], ; ; 'shape' is missing",
        "'chunks':[2] ; 'chunks':[0] ; out of range",
        "'chunks':[2] ; 'chunks':[99999999999] ; out of range",
        "'<u2' ; '<c8' ; <c8 is not supported",
        "'<u2' ; '<U5' ; <U5 is not supported",
        "'<u2' ; 'u2' ; u2 is not supported",
        "'<u2' ; [['a','<u2']] ; structured dtype",
        "'<u2' ; '|O' ; text needs vlen-utf8",
        "'compressor':null ; 'compressor':{'id':'lz4'} ; codec 'lz4' is not supported",
        "'compressor':null ; 'compressor':{'id':'zstd','level':99} ; zstd level",
        "'compressor':null ; 'compressor':{'id':'blosc','cname':'snappy'} ; 'snappy' is not"
            + " supported",
        "'compressor':null ; 'compressor':{'id':'blosc','shuffle':7} ; blosc shuffle",
        "'compressor':null ; 'compressor':5 ; must be an object",
        "'fill_value':0 ; 'fill_value':'x' ; fill_value",
        "'fill_value':0 ; 'fill_value':65536 ; fill_value",
        "'fill_value':0 ; 'fill_value':1.5 ; fill_value",
        "'order':'C' ; 'order':'Z' ; order must be C or F",
        "'filters':null ; 'filters':[{'id':'delta'}] ; filters",
        "'filters':null ; 'filters':null,'dimension_separator':'-' ; separator",
        "{'zarr ; {zarr ; is no valid JSON",
        "null} ; null}x ; is no valid JSON",
        "{'zarr ; [{'zarr ; is no valid JSON",
      })
  void refusesVersion2(String old, String replacement, String part) {
    open(".zarray", V2); // the unchanged document opens
    assertTrue(V2.contains(old), old);
    refuses(".zarray", V2.replace(old, replacement == null ? "" : replacement), part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'zarr_format':3 | 'zarr_format':4 | zarr_format must be 3",
        "'node_type':'array' | 'node_type':'x' | node_type",
        "'uint16' | 'complex64' | is not supported",
        "'uint16' | {'name':'numpy.datetime64'} | is not supported",
        "'regular' | 'rectilinear' | chunk grid 'rectilinear'",
        "'default' | 'mine' | chunk key encoding 'mine'",
        "'fill_value':0 | 'fill_value':0,'extra':1 | member 'extra' is not understood",
        "'fill_value':0 | 'fill_value':0,'storage_transformers':[{}] | storage_transformers",
        "'fill_value':0 | 'fill_value':0,'dimension_names':['y','x'] | dimension_names",
        "[{'name':'bytes','configuration':{'endian':'little'}}] | [] | turn no elements",
        "}}] | }},{'name':'bitround'}] | codec 'bitround' is not supported",
        "}}] | }},{'name':'bytes'}] | stands at the wrong place",
        "[{'name':'bytes' | [{'name':'gzip'},{'name':'bytes' | stands at the wrong place",
        "[{'name':'bytes' | [{'name':'transpose','configuration':{'order':[1]}},{'name':'bytes' |"
            + " permutation",
        "'little' | 'middle' | endian must be",
        "'bytes' | 'vlen-utf8' | suits strings only",
      })
  void refusesVersion3(String old, String replacement, String part) {
    open("zarr.json", V3);
    assertTrue(V3.contains(old), old);
    refuses("zarr.json", V3.replace(old, replacement), part);
  }

  @Test
  void ignoresWhatNeedNotBeUnderstood() {
    String json = V3.replace("'fill_value':0", "'fill_value':9,'x':{'must_understand':false}");
    assertArrayEquals(new short[] {9, 9}, (short[]) open("zarr.json", json).readChunk(0));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'NaN',NaN", "'-Infinity',-Infinity", "'0x3fc00000',1.5", "2,2", "null,0"})
  void readsFloatingFills(String json, float fill) {
    String document =
        V3.replace("'fill_value':0", "'fill_value':" + json).replace("uint16", "float32");
    assertArrayEquals(new float[] {fill, fill}, (float[]) open("zarr.json", document).readChunk(0));
  }

  @Test
  void keepsFillsAboveTheSignedRange() {
    ArraySpec spec = ArraySpec.column(2, DataType.UINT64).withFill(-1L);
    ZarrArray.create(store, "u", spec, ZarrVersion.V2);
    String json = new String(store.read("u/.zarray").get(), StandardCharsets.UTF_8);
    assertTrue(json.contains("18446744073709551615"), json);
    assertArrayEquals(new long[] {-1, -1}, (long[]) ZarrArray.open(store, "u").readAll());
  }

  @Test
  void readsTransposedChunks() {
    String json =
        V3.replace("'shape':[4]", "'shape':[2,3]")
            .replace("[2]", "[2,3]")
            .replace(
                "[{'name':'bytes'",
                "[{'name':'transpose','configuration':{'order':[1,0]}},{'name':'bytes'");
    ZarrArray array = open("zarr.json", json);
    store.write("a/c/0/0", new byte[] {0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0});
    assertArrayEquals(new short[] {0, 2, 4, 1, 3, 5}, (short[]) array.readChunk(0, 0));
    String message =
        assertThrows(IllegalArgumentException.class, () -> array.writeChunk(new short[6], 0, 0))
            .getMessage();
    assertTrue(message.contains("read, not written"), message);
  }

  @Test
  void readsVersion2KeysInVersion3() {
    ZarrArray array = open("zarr.json", V3.replace("'default'", "'v2'"));
    store.write("a/1", new byte[] {5, 0, 6, 0});
    assertArrayEquals(new short[] {5, 6}, (short[]) array.readChunk(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsShardsAndNoticesBrokenOnes(boolean indexAtEnd) throws IOException {
    ShardedArrays.write(store, "s", indexAtEnd);
    ZarrArray array = ZarrArray.open(store, "s");
    assertArrayEquals(new int[] {2, 2}, array.spec().chunk());
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 5; x++) {
        short[] chunk = (short[]) array.readChunk(y, x);
        assertEquals(ShardedArrays.value(2 * y, 2 * x + 1), chunk[1], "chunk " + y + ", " + x);
      }
    }
    assertFalse(array.hasChunk(1, 1));
    byte[] shard = store.read("s/c/0/0").get();
    for (int at = 0; at < shard.length; at++) {
      byte[] bad = shard.clone();
      bad[at] ^= 4;
      store.write("s/c/0/0", bad);
      assertThrows(ChunkCorruptException.class, () -> readFirstShard(array), "byte " + at);
    }
    store.write("s/c/0/0", shard, 20);
    assertThrows(ChunkCorruptException.class, () -> array.readChunk(0, 0));
    assertThrows(IllegalArgumentException.class, () -> array.writeChunk(new short[4], 0, 0));
  }

  private static void readFirstShard(ZarrArray array) {
    for (int i = 0; i < 6; i++) {
      array.readChunk(i / 3, i % 3);
    }
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void consolidatedMetadataShowTheTreeWithoutIt(ZarrVersion version, @TempDir Path folder) {
    FileStore files = new FileStore(folder);
    JsonObject attributes = new JsonObject();
    attributes.addProperty("ö", 1);
    ZarrGroup.create(files, "stpt/raw", version).setAttributes(attributes);
    ZarrArray.create(files, "stpt/raw/S001", ArraySpec.column(2, DataType.INT8), version)
        .writeAll(new byte[] {1, 2});
    files.write("stpt/positions/S001.json", new byte[] {'x'});
    files.write(".imaxt/zarr.json", new byte[] {'x'});
    ConsolidatedMetadata.write(files);
    Store view = ConsolidatedMetadata.view(files);
    files.delete("stpt/raw/S001/.zarray");
    files.delete("stpt/raw/S001/zarr.json");
    assertEquals(attributes, ZarrGroup.open(view, "stpt/raw").attributes());
    assertEquals(List.of("S001"), ZarrGroup.open(view, "stpt/raw").children());
    assertArrayEquals(new byte[] {1, 2}, (byte[]) ZarrArray.open(view, "stpt/raw/S001").readAll());
    assertThrows(UnsupportedOperationException.class, () -> view.write("x", new byte[1]));
    assertEquals(version, ZarrGroup.open(files, "").version());
  }

  @Test
  void groupsRefuseWhatIsNotThere() {
    ZarrGroup.create(store, "a/b", ZarrVersion.V2);
    assertTrue(ZarrGroup.exists(store, "") && ZarrGroup.exists(store, "a"));
    assertThrows(ZarrFormatException.class, () -> ZarrGroup.open(store, "c"));
    assertThrows(ZarrFormatException.class, () -> ZarrArray.open(store, "a"));
    assertThrows(IllegalArgumentException.class, () -> ZarrGroup.open(store, "../x"));
    assertThrows(
        IllegalArgumentException.class, () -> ZarrGroup.create(store, "x/../..", ZarrVersion.V2));
  }
}
