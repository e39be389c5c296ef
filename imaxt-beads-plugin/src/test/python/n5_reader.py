"""A reader of bdv.n5 that knows nothing but the N5 specification and the XML.

usage: n5_reader.py FILE.xml ZARR IMAGE   compares every voxel of every level with the OME image
"""
import gzip
import itertools
import json
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import zarr


def block(file):
    raw = file.read_bytes()
    mode, dimensions = struct.unpack(">HH", raw[:4])
    assert mode == 0
    size = struct.unpack(">%dI" % dimensions, raw[4 : 4 + 4 * dimensions])
    data = np.frombuffer(gzip.decompress(raw[4 + 4 * dimensions :]), ">u2")
    return data.reshape(size[::-1])


def dataset(folder):
    about = json.loads((folder / "attributes.json").read_text())
    assert about["dataType"] == "uint16" and about["compression"]["type"] == "gzip"
    size, step = about["dimensions"], about["blockSize"]
    image = np.zeros(size[::-1], np.uint16)
    for index in itertools.product(*[range(-(-n // b)) for n, b in zip(size, step)]):
        file = folder / "/".join(map(str, index))
        if file.exists():
            part = block(file)
            at = tuple(slice(i * b, i * b + n) for i, b, n in zip(index, step, part.shape[::-1]))
            image[at[::-1]] = part
    return image


def main(xml, root, path):
    tree = ET.parse(xml).getroot()
    loader = tree.find("SequenceDescription/ImageLoader")
    assert loader.get("format") == "bdv.n5"
    n5 = Path(xml).parent / loader.find("n5").text
    assert json.loads((n5 / "attributes.json").read_text())["n5"].startswith("2.")
    group = zarr.open_group(root, mode="r")[path]
    setups = tree.findall("SequenceDescription/ViewSetups/ViewSetup")
    known = 0
    for setup in setups:
        number = int(setup.find("id").text)
        folder = n5 / ("setup%d" % number)
        about = json.loads((folder / "attributes.json").read_text())
        assert about["dataType"] == "uint16"
        for level, factors in enumerate(about["downsamplingFactors"]):
            found = dataset(folder / "timepoint0" / ("s%d" % level))
            expected = group[str(level)][0, number]
            assert np.array_equal(found, expected), (number, level)
            known += int((found > 0).sum())
            if level == 0:
                assert factors == [1, 1, 1]
                size = [int(n) for n in setup.find("size").text.split()]
                assert size == list(found.shape[::-1])
    affines = [
        np.array(t.find("affine").text.split(), float).reshape(3, 4)
        for t in tree.find("ViewRegistrations/ViewRegistration").findall("ViewTransform")
    ]
    whole = np.eye(4)
    for affine in affines:  # the first of the list is applied last
        whole = whole @ np.vstack([affine, [0, 0, 0, 1]])
    print(len(setups), known, *whole[:3, 3], *np.diag(whole)[:3])


main(*sys.argv[1:])
