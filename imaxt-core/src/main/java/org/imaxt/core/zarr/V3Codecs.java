package org.imaxt.core.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.Gzip;
import org.imaxt.core.zarr.Compression.Raw;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zstd;

/**
 * The list of codecs of a version 3 array.
 *
 * @param codec how a chunk is encoded; of a sharded array the inner chunk
 * @param compression the first compressor of the list, or raw
 * @param shards how chunks lie in shards, or null
 */
record V3Codecs(ChunkCodec codec, Compression compression, Shards shards) {

  static JsonArray write(ArraySpec spec) {
    JsonArray codecs = new JsonArray();
    JsonObject bytes = new JsonObject();
    if (spec.type() == DataType.STRING) {
      codecs.add(V3Metadata.named("vlen-utf8", bytes));
    } else {
      if (spec.type().bytes() > 1) {
        bytes.addProperty("endian", "little");
      }
      codecs.add(V3Metadata.named("bytes", bytes));
    }
    JsonObject c = new JsonObject();
    if (spec.compression() instanceof Gzip gzip) {
      c.addProperty("level", gzip.level());
      codecs.add(V3Metadata.named("gzip", c));
    } else if (spec.compression() instanceof Zstd zstd) {
      c.addProperty("level", zstd.level());
      c.addProperty("checksum", true);
      codecs.add(V3Metadata.named("zstd", c));
    } else if (spec.compression() instanceof Blosc blosc) {
      codecs.add(V3Metadata.named("blosc", blosc(blosc, Math.max(1, spec.type().bytes()))));
    }
    return codecs;
  }

  private static JsonObject blosc(Blosc blosc, int typeSize) {
    JsonObject c = new JsonObject();
    c.addProperty("typesize", typeSize);
    c.addProperty("cname", blosc.codec().name().toLowerCase(Locale.ROOT));
    c.addProperty("clevel", blosc.level());
    c.addProperty("shuffle", blosc.shuffle() == Shuffle.NONE ? "noshuffle" : "shuffle");
    c.addProperty("blocksize", 0);
    return c;
  }

  /** Reads a list of codecs for a type and the chunk it encodes. */
  static V3Codecs read(JsonDocument doc, String name, DataType type, int[] chunk) {
    JsonArray list = doc.array(name);
    if (list.size() == 1 && name(doc, list.get(0)).text("name").equals("sharding_indexed")) {
      return sharded(doc.of(name, list.get(0)), type, chunk);
    }
    Reader reader = new Reader(type, chunk);
    for (JsonElement e : list) {
      reader.add(name(doc, e));
    }
    if (reader.order == null) {
      throw doc.refusal("codecs turn no elements into bytes: " + list);
    }
    ChunkCodec codec = new ChunkCodec(type, chunk, reader.order, reader.axes, reader.steps);
    return new V3Codecs(codec, reader.compression, null);
  }

  /** A codec is an object with a name, or the name alone. */
  private static JsonDocument name(JsonDocument doc, JsonElement e) {
    if (e instanceof JsonPrimitive p && p.isString()) {
      return new JsonDocument(doc.place(), V3Metadata.named(p.getAsString(), new JsonObject()));
    }
    return doc.of("codecs", e);
  }

  private static V3Codecs sharded(JsonDocument codec, DataType type, int[] shard) {
    JsonDocument c = codec.object("configuration");
    int[] chunk = V2Metadata.chunk(c, "chunk_shape");
    boolean fits = chunk.length == shard.length && type != DataType.STRING;
    int[] per = new int[shard.length];
    for (int d = 0; fits && d < shard.length; d++) {
      fits = shard[d] % chunk[d] == 0;
      per[d] = shard[d] / chunk[d];
    }
    if (!fits) {
      throw c.refusal(
          "chunks "
              + Arrays.toString(chunk)
              + " of "
              + type.v3Name()
              + " do not tile shards "
              + Arrays.toString(shard));
    }
    if (Arrays.stream(per).asLongStream().reduce(1, Math::multiplyExact) > 1 << 24) {
      throw c.refusal("shards hold too many chunks: " + Arrays.toString(per));
    }
    boolean atEnd = c.find("index_location").isEmpty() || location(c);
    V3Codecs inner = read(c, "codecs", type, chunk);
    V3Codecs index = read(c, "index_codecs", DataType.UINT64, new int[] {1});
    boolean fixed =
        index.shards == null
            && index.codec.codecs().stream().allMatch(step -> step.encodedLength(1) >= 0);
    if (inner.shards != null || !fixed) {
      throw c.refusal("nested shards and compressed shard indices are not supported");
    }
    Shards shards = new Shards(per, atEnd, index.codec.order(), index.codec.codecs());
    return new V3Codecs(inner.codec, inner.compression, shards);
  }

  private static boolean location(JsonDocument c) {
    return switch (c.text("index_location")) {
      case "end" -> true;
      case "start" -> false;
      default ->
          throw c.refusal("index_location must be start or end, got " + c.text("index_location"));
    };
  }

  /** Collects a list of codecs from first to last. */
  private static final class Reader {
    private final DataType type;
    private final int[] chunk;
    private final List<ByteCodec> steps = new ArrayList<>();
    private int[] axes;
    private ByteOrder order;
    private Compression compression = new Raw();

    Reader(DataType type, int[] chunk) {
      this.type = type;
      this.chunk = chunk;
      this.axes = ChunkCodec.identity(chunk.length);
    }

    void add(JsonDocument codec) {
      String name = codec.text("name");
      JsonDocument c =
          codec.find("configuration").isPresent()
              ? codec.object("configuration")
              : new JsonDocument(codec.place(), new JsonObject());
      boolean early = name.equals("transpose") || name.equals("bytes") || name.equals("vlen-utf8");
      if (early != (order == null)) {
        throw codec.refusal("codec '" + name + "' stands at the wrong place of the list");
      }
      try {
        add(name, c);
      } catch (IllegalArgumentException e) {
        throw new ZarrFormatException(codec.place(), e.getMessage(), e);
      }
    }

    private void add(String name, JsonDocument c) {
      switch (name) {
        case "transpose" -> transpose(c);
        case "bytes" -> order = bytes(c);
        case "vlen-utf8" -> order = text(c);
        case "crc32c" -> steps.add(new Crc32cCodec());
        case "gzip" -> compress(new Gzip(c.integer("level", 5)));
        case "zstd" -> compress(new Zstd(c.integer("level", 0)));
        case "blosc" ->
            compress(new Blosc(V2Metadata.bloscCodec(c), c.integer("clevel", 5), shuffle(c)));
        default ->
            throw c.refusal(
                "codec '"
                    + name
                    + "' is not supported; bytes, vlen-utf8, transpose, gzip, zstd, "
                    + "blosc, crc32c and sharding_indexed alone are");
      }
    }

    private void compress(Compression next) {
      if (compression instanceof Raw) {
        compression = next;
      }
      steps.addAll(ArrayLayout.codecs(next, type.bytes(), ChunkCodec.rowBytes(chunk, type)));
    }

    private void transpose(JsonDocument c) {
      long[] given = c.integers("order");
      long[] sorted = given.clone();
      Arrays.sort(sorted);
      int[] next = new int[given.length];
      boolean permutation = given.length == axes.length;
      for (int d = 0; permutation && d < given.length; d++) {
        permutation = sorted[d] == d;
        next[d] = permutation && given[d] < axes.length ? axes[(int) given[d]] : 0;
      }
      if (!permutation) {
        throw c.refusal("order must be a permutation of the axes, got " + c.member("order"));
      }
      axes = next;
    }

    private ByteOrder bytes(JsonDocument c) {
      if (type == DataType.STRING) {
        throw c.refusal("codec 'bytes' does not suit strings; vlen-utf8 does");
      }
      if (type.bytes() == 1 && c.find("endian").isEmpty()) {
        return ByteOrder.LITTLE_ENDIAN;
      }
      return switch (c.text("endian")) {
        case "little" -> ByteOrder.LITTLE_ENDIAN;
        case "big" -> ByteOrder.BIG_ENDIAN;
        default -> throw c.refusal("endian must be little or big, got " + c.text("endian"));
      };
    }

    private ByteOrder text(JsonDocument c) {
      if (type != DataType.STRING) {
        throw c.refusal("codec 'vlen-utf8' suits strings only, not " + type.v3Name());
      }
      return ByteOrder.LITTLE_ENDIAN;
    }

    private static Shuffle shuffle(JsonDocument c) {
      return switch (c.text("shuffle")) {
        case "noshuffle" -> Shuffle.NONE;
        case "shuffle" -> Shuffle.BYTE;
        case "bitshuffle" -> Shuffle.BIT;
        default ->
            throw c.refusal(
                "shuffle must be noshuffle, shuffle or bitshuffle, got " + c.text("shuffle"));
      };
    }
  }
}
