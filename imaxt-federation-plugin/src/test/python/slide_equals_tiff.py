"""Holds slides of a sample, read by zarr, against their files, read by tifffile.

Arguments in threes: folder of the image, file, names of the channels with commas. All pixels are
0.5 um wide.
"""
import sys

import numpy
import tifffile
import zarr

def check(folder, file, names):
    image = zarr.open(folder, mode="r")
    expected = tifffile.imread(file, key=None)
    if expected.ndim == 2:
        expected = expected[None]
    elif expected.shape[-1] == 3 and names == ["R", "G", "B"]:
        expected = numpy.moveaxis(expected, -1, 0)
    level0 = image["0"][:]
    assert level0.shape == (1, len(names), 1) + expected.shape[1:], level0.shape
    wanted = numpy.float32 if expected.dtype == numpy.float32 else numpy.uint16
    assert level0.dtype == wanted, level0.dtype
    assert numpy.array_equal(level0[0, :, 0], expected), f"pixels of {folder} differ"
    scales = image.attrs["multiscales"][0]["datasets"]
    assert abs(scales[0]["coordinateTransformations"][0]["scale"][4] - 0.5) < 1e-9
    assert [c["label"] for c in image.attrs["omero"]["channels"]] == names
    for level in range(1, len(scales)):
        finer = image[str(level - 1)][0, :, 0].astype(numpy.float64)
        pad = [(0, 0), (0, finer.shape[1] % 2), (0, finer.shape[2] % 2)]
        finer = numpy.pad(finer, pad, mode="edge")
        mean = (finer[:, ::2, ::2] + finer[:, 1::2, ::2] + finer[:, ::2, 1::2] + finer[:, 1::2, 1::2]) / 4
        got = image[str(level)][0, :, 0]
        assert got.shape == mean.shape, (got.shape, mean.shape)
        assert numpy.abs(got - mean).max() <= (0.5 if wanted == numpy.uint16 else 1e-3)


for k in range(1, len(sys.argv), 3):
    check(sys.argv[k], sys.argv[k + 1], sys.argv[k + 2].split(","))
print("ok")
