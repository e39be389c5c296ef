"""Measures raw labels and values with scikit-image; prints a line a region.

Arguments: labels (int32, little-endian), values (float32), width.
"""
import sys

import numpy as np
from skimage.measure import regionprops

width = int(sys.argv[3])
labels = np.fromfile(sys.argv[1], "<i4").reshape(-1, width)
values = np.fromfile(sys.argv[2], "<f4").reshape(-1, width).astype(float)
for r in regionprops(labels, values):
    inside = values[labels == r.label]
    print(
        r.label, r.area, r.bbox[1], r.bbox[0], r.bbox[3], r.bbox[2],
        *(repr(float(v)) for v in (
            r.centroid[1], r.centroid[0],
            r.moments_central[2, 0] / r.area, r.moments_central[0, 2] / r.area, r.moments_central[1, 1] / r.area,
            r.axis_major_length, r.axis_minor_length, r.eccentricity, r.orientation,
            r.perimeter, r.area_convex, r.solidity, r.extent,
            r.intensity_mean, inside.sum(), r.intensity_min, r.intensity_max,
            np.median(inside), inside.std(), inside.var(),
            r.centroid_weighted[1], r.centroid_weighted[0],
        )),
    )
