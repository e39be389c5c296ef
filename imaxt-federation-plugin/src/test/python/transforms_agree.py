"""Holds ITK transforms and BigWarp landmarks against the affines of the JSON file.

Arguments: transforms.json, folder of .tfm files, folder of landmark files. The .tfm files are read
by their specification (ITK Software Guide, 2-D affine: matrix by rows, translation, centre).
"""
import csv
import json
import pathlib
import sys

import numpy

scans = json.load(open(sys.argv[1]), parse_constant=lambda c: sys.exit(f"{c} is no JSON"))
points = numpy.random.default_rng(3).uniform(0, 600, (50, 2))
matched = [s for s in scans if s["status"] == "matched"]
assert matched
for scan in matched:
    affine = numpy.array(scan["affine"])
    section = f"S{scan['section']:03d}"
    there = points @ affine[:, :2].T + affine[:, 2]

    lines = (pathlib.Path(sys.argv[2]) / f"{section}_to_{scan['from']}.tfm").read_text().splitlines()
    assert lines[0] == "#Insight Transform File V1.0"
    fields = dict(l.split(": ", 1) for l in lines if not l.startswith("#"))
    assert fields["Transform"] == "AffineTransform_double_2_2", fields
    p = [float(v) for v in fields["Parameters"].split()]
    centre = numpy.array([float(v) for v in fields["FixedParameters"].split()])
    matrix = numpy.array(p[:4]).reshape(2, 2)
    back = (there - centre) @ matrix.T + p[4:] + centre
    assert numpy.abs(back - points).max() < 1e-9, "a .tfm leads from the mosaic to the scan"

    name = f"{scan['from']}_to_{section}_landmarks.csv"
    rows = list(csv.reader(open(pathlib.Path(sys.argv[3]) / name)))
    assert len(rows) == 16 and rows[0][:2] == ["Pt-0", "true"], rows
    marks = numpy.array([[float(v) for v in r[2:]] for r in rows])
    assert marks.shape == (16, 4)
    fixed = marks[:, :2] @ affine[:, :2].T + affine[:, 2]
    assert numpy.abs(fixed - marks[:, 2:]).max() < 1e-9
print("ok")
