"""Holds a slide of a sample against an independent reading of an uncompressed 16-bit CZI.

Arguments: folder of the image, file. Pixels that one tile alone shows must be equal, the others
must lie between the least and the largest of their tiles.
"""
import struct
import sys

import numpy
import zarr

image = zarr.open(sys.argv[1], mode="r")["0"][0, 0, 0]
data = open(sys.argv[2], "rb").read()
directory = struct.unpack_from("<q", data, 32 + 52)[0]
count = struct.unpack_from("<i", data, directory + 32)[0]
at = directory + 32 + 128
tiles = []
for _ in range(count):
    pixel_type, position = struct.unpack_from("<iq", data, at + 2)
    dimensions = struct.unpack_from("<i", data, at + 28)[0]
    places = {}
    for d in range(dimensions):
        name, start, size, _, stored = struct.unpack_from("<4siifi", data, at + 32 + 20 * d)
        places[name[:1]] = (start, size, stored)
    at += 32 + 20 * dimensions
    if places[b"X"][1] == places[b"X"][2]:
        metadata = struct.unpack_from("<i", data, position + 32)[0]
        offset = position + 32 + max(256, 16 + 32 + 20 * dimensions) + metadata
        width, height = places[b"X"][1], places[b"Y"][1]
        assert pixel_type == 1
        pixels = numpy.frombuffer(data, "<u2", width * height, offset).reshape(height, width)
        tiles.append((places[b"X"][0], places[b"Y"][0], pixels))
left, top = min(t[0] for t in tiles), min(t[1] for t in tiles)
covered = numpy.zeros(image.shape, int)
least = numpy.full(image.shape, 65535)
most = numpy.zeros(image.shape, int)
for x, y, pixels in tiles:
    box = (slice(y - top, y - top + pixels.shape[0]), slice(x - left, x - left + pixels.shape[1]))
    covered[box] += 1
    least[box] = numpy.minimum(least[box], pixels)
    most[box] = numpy.maximum(most[box], pixels)
assert (image[covered == 0] == 0).all()
assert (image[covered == 1] == most[covered == 1]).all()
assert ((image >= least) & (image <= most))[covered > 1].all()
assert (covered == 1).mean() > 0.5 and (covered > 1).any()
print("ok")
