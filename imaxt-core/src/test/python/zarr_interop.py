"""Writes and checks Zarr v2 arrays with python-zarr; beside each array lies its plain dump.

usage: zarr_interop.py write|check FOLDER
A dump is NAME.bin: the elements in C order, little-endian; of texts NAME.txt, one a line.
"""
import itertools
import sys
from pathlib import Path

import numcodecs
import numpy as np
import zarr

COMPRESSORS = {
    "none": None,
    "gzip": numcodecs.GZip(1),
    "zlib": numcodecs.Zlib(1),
    "zstd": numcodecs.Zstd(1),
    **{
        f"blosc-{c}-{s}": numcodecs.Blosc(c, 5, s)
        for c in ("lz4", "lz4hc", "zlib", "zstd")
        for s in (0, 1, 2)
    },
}
TYPES = "b1 i1 u1 i2 u2 i4 u4 i8 u8 f4 f8".split()


def elements(rng, dtype, shape):
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind == "f":
        return rng.normal(0, 1e3, shape).astype(dtype)
    smooth = np.arange(np.prod(shape)).reshape(shape) // 7 + rng.integers(0, 9, shape)
    return (smooth * 2654435761).astype(dtype) if dtype.itemsize > 2 else smooth.astype(dtype)


def write(folder):
    rng = np.random.default_rng(11)
    group = zarr.open_group(zarr.NestedDirectoryStore(str(folder / "p.zarr")), mode="w")
    group.attrs["wer"] = "zärr"
    for number, (name, order, compressor) in enumerate(
        itertools.product(TYPES, "<>", COMPRESSORS)
    ):
        dtype = np.dtype(order + name)
        if dtype.itemsize == 1 and order == ">":
            continue
        path = f"{number}-{name}-{'be' if order == '>' else 'le'}-{compressor}"
        shape, chunks = (37, 53), (16, 20)
        data = elements(rng, dtype, shape)
        group.create_dataset(
            path,
            data=data,
            chunks=chunks,
            compressor=COMPRESSORS[compressor],
            order="F" if number % 7 == 3 else "C",
            dimension_separator="/",
        )
        dump(folder, path, data)
    dots = zarr.open_group(zarr.DirectoryStore(str(folder / "p.zarr")), mode="a")
    data = elements(rng, np.dtype("<u2"), (5, 300, 400))
    dots.create_dataset("dots", data=data, chunks=(2, 256, 256), dimension_separator=".")
    dump(folder, "dots", data)
    big = elements(rng, np.dtype("<u2"), (1200, 1300))
    for s in (0, 1, 2):
        for c in ("lz4", "zstd"):
            path = f"large-{c}-{s}"
            dots.create_dataset(
                path, data=big, chunks=(1200, 1300), compressor=numcodecs.Blosc(c, 5, s),
                dimension_separator="/",
            )
            dump(folder, path, big)
    texts = np.array([f"zelle {i} µ細" if i % 3 else "" for i in range(100)], dtype=object)
    dots.create_dataset(
        "texts", data=texts, chunks=(30,), dtype=object, object_codec=numcodecs.VLenUTF8()
    )
    (folder / "texts.txt").write_text("\n".join(texts), encoding="utf-8")
    zarr.consolidate_metadata(str(folder / "p.zarr"))


def dump(folder, path, data):
    data.astype(data.dtype.newbyteorder("<")).tofile(folder / f"{path}.bin")


def check(folder):
    group = zarr.open_group(str(folder / "j.zarr"), mode="r")
    assert group.attrs["wer"] == "jävä", dict(group.attrs)
    consolidated = zarr.open_consolidated(str(folder / "j.zarr"), mode="r")
    names = sorted(group.array_keys())
    assert names == sorted(consolidated.array_keys())
    for name in names:
        array = consolidated[name]
        found = array[...]
        if array.dtype == object:
            expected = (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")
            assert list(found) == expected, name
        else:
            little = array.dtype.newbyteorder("<")
            expected = np.fromfile(folder / f"{name}.bin", dtype=little).reshape(array.shape)
            assert found.tobytes() == expected.tobytes(), name
    print(len(names))


{"write": write, "check": check}[sys.argv[1]](Path(sys.argv[2]))
