"""Reads and writes a table in AnnData's dataframe encoding, in Zarr v2.

usage: anndata_interop.py write|check FOLDER
"""
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import zarr

warnings.simplefilter("ignore")  # anndata tells of optional packages that are absent
from anndata.experimental import read_elem, write_elem  # noqa: E402


def table():
    rows = 1000
    return pd.DataFrame(
        {
            "x_um": np.arange(rows) * 0.25,
            "section": np.arange(rows, dtype=np.int32) // 7,
            "used": np.arange(rows) % 3 == 0,
            "label": [f"zelle {i} µ" for i in range(rows)],
        },
        index=pd.Index([str(i) for i in range(rows)], name="bead"),
    )


def write(folder):
    write_elem(zarr.open_group(str(folder / "p.zarr"), mode="w"), "beads", table())


def check(folder):
    found = read_elem(zarr.open_group(str(folder / "j.zarr"), mode="r")["beads"])
    pd.testing.assert_frame_equal(found, table())
    print(len(found))


{"write": write, "check": check}[sys.argv[1]](Path(sys.argv[2]))
