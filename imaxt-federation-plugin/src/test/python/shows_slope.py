"""Holds an OME-TIFF against the slope that all images of the test block show.

Arguments: file, tolerance, expected width, expected height, pixel size, x and y of the left upper
corner, then a, b, tx, c, d, ty from the file's frame to the one the slope is stated in, and what
is added to channel 1. At the rim an image shows its last pixels up to their borders; it is left out.
Prints the share of pixels that are known.
"""
import re
import sys

import numpy
import scipy.ndimage
import tifffile

tolerance, width, height, pixel, x0, y0, a, b, tx, c, d, ty, added = map(float, sys.argv[2:15])
with tifffile.TiffFile(sys.argv[1]) as tif:
    levels = tif.series[0].levels
    assert levels[0].shape[-2:] == (height, width), (levels[0].shape, height, width)
    sizes = [float(v) for v in re.findall(r'PhysicalSize[XY]="([^"]*)"', tif.ome_metadata)]
    assert numpy.allclose(sizes, pixel, rtol=1e-9), (sizes, pixel)
    share = None
    for k, level in enumerate(levels):
        image = level.asarray().astype(float)
        image = image.reshape((-1,) + image.shape[-2:])
        p = pixel * 2**k
        j, i = numpy.mgrid[: image.shape[1], : image.shape[2]]
        x, y = x0 + (i + 0.5) * p, y0 + (j + 0.5) * p
        slope = 5000 + 4 * (a * x + b * y + tx) - 3 * (c * x + d * y + ty)
        for channel, seen in enumerate(image):
            known = ~numpy.isnan(seen)
            inside = scipy.ndimage.binary_erosion(known, numpy.ones((3, 3)), iterations=2)
            assert inside.any()
            wrong = numpy.abs(seen - (channel + 1) * slope - added)[inside]
            assert wrong.max() <= tolerance * (channel + 1), (k, channel, wrong.max(), wrong.mean())
        share = known.mean() if share is None else share
print(round(100 * share))
