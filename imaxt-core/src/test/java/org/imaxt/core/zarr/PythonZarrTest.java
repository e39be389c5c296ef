package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zlib;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 both ways with Debian's python3-zarr. */
@Tag("slow")
class PythonZarrTest {

  /**
   * What the script writes: 11 types, two byte orders where they differ, 16 compressors, 8 others.
   */
  private static final int WRITTEN_BY_PYTHON = (3 + 8 * 2) * 16 + 8;

  @TempDir Path folder;

  @Test
  void readsWhatPythonWrites() throws Exception {
    OtherReader.python("zarr", "zarr_interop.py").run("write", folder.toString());
    Store store = ConsolidatedMetadata.view(new FileStore(folder.resolve("p.zarr")));
    ZarrGroup group = ZarrGroup.open(store, "");
    assertEquals("zärr", group.attributes().get("wer").getAsString());
    assertEquals(WRITTEN_BY_PYTHON, group.children().size());
    for (String name : group.children()) {
      new DumpedArrays(folder).check(store, name);
    }
  }

  @Test
  void pythonReadsWhatIsWritten() throws Exception {
    OtherReader python = OtherReader.python("zarr", "zarr_interop.py");
    Store store = new FileStore(folder.resolve("j.zarr"));
    JsonObject attributes = new JsonObject();
    attributes.addProperty("wer", "jävä");
    ZarrGroup.create(store, "", ZarrVersion.V2).setAttributes(attributes);
    List<Compression> compressions = new ArrayList<>(ChunkSamples.compressions());
    compressions.add(new Zlib(1));
    int written = 0;
    for (Compression compression : compressions) {
      for (DataType type : DataType.values()) {
        new DumpedArrays(folder)
            .write(store, "a" + written, spec(type, written, compression), ZarrVersion.V2, written);
        written++;
      }
    }
    for (DataType type : List.of(DataType.UINT16, DataType.FLOAT32, DataType.INT64)) {
      for (BloscCodec codec : List.of(BloscCodec.LZ4, BloscCodec.ZSTD)) {
        DumpedArrays dumps = new DumpedArrays(folder);
        dumps.write(store, "a" + written, severalBlocks(type, codec), ZarrVersion.V2, 7);
        written++;
      }
    }
    ConsolidatedMetadata.write(store);
    assertEquals("" + written, python.run("check", folder.toString()));
  }

  static ArraySpec spec(DataType type, int number, Compression compression) {
    ArraySpec spec =
        type == DataType.STRING
            ? ArraySpec.image(new long[] {90}, new int[] {40}, type)
            : ArraySpec.image(new long[] {3, 37, 53}, new int[] {2, 16, 20}, type);
    return spec.withCompression(compression).withSeparator(Separator.values()[number % 2]);
  }

  /** Chunks of several Blosc blocks, the last of them shorter. */
  private static ArraySpec severalBlocks(DataType type, BloscCodec codec) {
    return ArraySpec.image(new long[] {700, 900}, new int[] {501, 503}, type)
        .withCompression(new Blosc(codec, 1, Shuffle.BYTE));
  }
}
