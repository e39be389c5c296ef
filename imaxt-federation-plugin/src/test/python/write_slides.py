"""Writes slides in the kinds of TIFF that others write. Argument: the folder."""
import pathlib
import shutil
import subprocess
import sys

import numpy
import tifffile

folder = sys.argv[1]
random = numpy.random.default_rng(11)
ome = {"PhysicalSizeX": 0.5, "PhysicalSizeY": 0.5}
um = {"PhysicalSizeXUnit": "µm", "PhysicalSizeYUnit": "µm"}


def names(*channels):
    return {"axes": "CYX", "Channel": {"Name": list(channels)}, **ome, **um}


def noise(dtype, *shape):
    if dtype == numpy.float32:
        return random.normal(100, 30, shape).astype(dtype)
    return random.integers(0, numpy.iinfo(dtype).max + 1, shape).astype(dtype)


two = noise(numpy.uint16, 2, 700, 1100)
tifffile.imwrite(f"{folder}/tiled.ome.tif", two, tile=(256, 256), compression="zlib", metadata=names("DAPI", "beads"))
with tifffile.TiffWriter(f"{folder}/pyramid.ome.tif", bigtiff=True) as tif:
    options = {"tile": (128, 128), "photometric": "minisblack"}
    tif.write(two, subifds=2, metadata=names("DAPI", "beads"), **options)
    tif.write(two[:, ::2, ::2], subfiletype=1, **options)
    tif.write(two[:, ::4, ::4], subfiletype=1, **options)
tifffile.imwrite(f"{folder}/eight.ome.tif", noise(numpy.uint8, 1, 333, 517), metadata=names("one"))
tifffile.imwrite(f"{folder}/float.ome.tif", noise(numpy.float32, 1, 600, 517), compression="zlib", metadata=names("one"))
colour = noise(numpy.uint8, 640, 555, 3)
rgb = {"photometric": "rgb", "metadata": {"axes": "YXS", **ome, **um}}
tifffile.imwrite(f"{folder}/rgb.ome.tif", colour, tile=(256, 256), **rgb)
plain = {"resolution": (20000, 20000), "resolutionunit": "CENTIMETER", "photometric": "rgb", "metadata": None}
tifffile.imwrite(f"{folder}/strips.tif", colour, rowsperstrip=17, compression="zlib", **plain)
tifffile.imwrite(f"{folder}/planar.tif", numpy.moveaxis(colour, -1, 0), planarconfig="separate", **plain)
if shutil.which("tiffcp"):
    for name, coding in (("zstd", "zstd"), ("zstd2", "zstd:2"), ("lzw2", "lzw:2")):
        target = pathlib.Path(folder) / f"{name}.tif"
        command = ["tiffcp", "-c", coding, f"{folder}/strips.tif", str(target)]
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0:
            target.unlink(missing_ok=True)
print("ok")
