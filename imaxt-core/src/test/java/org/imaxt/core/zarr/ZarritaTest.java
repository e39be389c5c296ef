package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both versions read by npm's zarrita, and version 3 written by it. */
@Tag("slow")
class ZarritaTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void zarritaReadsWhatIsWritten(ZarrVersion version) throws Exception {
    OtherReader zarrita = OtherReader.node("zarr_interop.mjs");
    Store store = new FileStore(folder.resolve("j.zarr"));
    JsonObject attributes = new JsonObject();
    attributes.addProperty("wer", "jävä");
    ZarrGroup.create(store, "", version).setAttributes(attributes);
    int written = 0;
    for (Compression compression : ChunkSamples.compressions()) {
      for (DataType type : DataType.values()) {
        ArraySpec spec = PythonZarrTest.spec(type, written, compression);
        new DumpedArrays(folder).write(store, "a" + written, spec, version, written);
        written++;
      }
    }
    ConsolidatedMetadata.write(store);
    assertEquals("" + written, zarrita.run("check", folder.toString()));
  }

  @Test
  void shardsReadAsZarritaReadsThem() throws Exception {
    OtherReader zarrita = OtherReader.node("zarr_interop.mjs");
    Store store = new FileStore(folder.resolve("j.zarr"));
    JsonObject attributes = new JsonObject();
    attributes.addProperty("wer", "jävä");
    ZarrGroup.create(store, "", ZarrVersion.V3).setAttributes(attributes);
    ShardedArrays.write(store, "shards", true); // zarrita cannot read an index at the start
    Files.write(folder.resolve("shards.bin"), ShardedArrays.dump());
    assertEquals("1", zarrita.run("check", folder.toString()));
    new DumpedArrays(folder).check(store, "shards");
  }

  @Test
  void readsWhatZarritaWrites() throws Exception {
    String written = OtherReader.node("zarr_interop.mjs").run("write", folder.toString());
    Store store = new FileStore(folder.resolve("z.zarr"));
    ZarrGroup group = ZarrGroup.open(store, "");
    assertEquals(written, "" + group.children().size());
    for (String name : group.children()) {
      new DumpedArrays(folder).check(store, name);
    }
  }
}
