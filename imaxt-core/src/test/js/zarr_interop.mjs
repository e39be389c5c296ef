// Checks Zarr arrays with zarrita, and writes version 3 arrays with it; beside each lies its plain dump.
// usage: zarr_interop.mjs write|check FOLDER
// A dump is NAME.bin: the elements in C order, little-endian; of texts NAME.txt, one a line.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as zarr from "zarrita";
import { FileSystemStore } from "@zarrita/storage";

const [mode, folder] = process.argv.slice(2);

// zarrita's arrays of truth values are wrapped; all others are views of plain memory.
function bytesOf(data) {
  if (data instanceof zarr.BoolArray) return Buffer.from([...data].map(Number));
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

async function check() {
  const root = zarr.root(new FileSystemStore(join(folder, "j.zarr")));
  const group = await zarr.open(root, { kind: "group" });
  assert.equal(group.attrs.wer, "jävä");
  const names = readdirSync(join(folder, "j.zarr")).filter(
    (name) => !name.startsWith(".") && statSync(join(folder, "j.zarr", name)).isDirectory(),
  );
  for (const name of names) {
    const array = await zarr.open(root.resolve(name), { kind: "array" });
    const { data } = await zarr.get(array);
    if (array.dtype === "string" || array.dtype === "v2:object") {
      const expected = readFileSync(join(folder, `${name}.txt`), "utf8").split("\n");
      assert.deepEqual([...data], expected, name);
    } else {
      const expected = readFileSync(join(folder, `${name}.bin`));
      assert.ok(expected.equals(bytesOf(data)), `${name} differs`);
    }
  }
  console.log(names.length);
}

const TYPES = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array,
  uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, float32: Float32Array,
  float64: Float64Array,
};

function blosc(cname, shuffle, typesize) {
  const configuration = { cname, clevel: 5, shuffle, typesize, blocksize: 0 };
  return [{ name: "blosc", configuration }];
}

async function write() {
  const store = new FileSystemStore(join(folder, "z.zarr"));
  await zarr.create(zarr.root(store), { attributes: { wer: "zärr" } });
  let count = 0;
  for (const [type, Typed] of Object.entries(TYPES)) {
    const size = Typed.BYTES_PER_ELEMENT;
    const compressors = {
      none: [],
      zstd: [{ name: "zstd", configuration: { level: 1 } }],
      lz4: blosc("lz4", "shuffle", size),
      bits: blosc("lz4", "bitshuffle", size),
      plain: blosc("zstd", "noshuffle", size),
    };
    for (const [compressor, codecs] of Object.entries(compressors)) {
      for (const endian of ["little", "big"]) {
        const name = `${type}-${compressor}-${endian}`;
        const array = await zarr.create(zarr.root(store).resolve(name), {
          shape: [37, 53],
          chunkShape: [16, 20],
          dtype: type,
          codecs: [{ name: "bytes", configuration: { endian } }, ...codecs],
          fillValue: 0,
          dimensionNames: ["y", "x"],
          chunkSeparator: count % 2 ? "." : "/",
        });
        const data = Typed.from({ length: 37 * 53 }, (_, i) => {
          const v = (i * 7919) % 1000003;
          return type === "int64" || type === "uint64" ? BigInt(v) * 1000003n : v;
        });
        await zarr.set(array, null, { data, shape: [37, 53], stride: [53, 1] });
        writeFileSync(join(folder, `${name}.bin`), bytesOf(data));
        count++;
      }
    }
  }
  console.log(count);
}

await { check, write }[mode]();
