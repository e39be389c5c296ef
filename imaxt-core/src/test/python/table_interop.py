"""Shows a table of AnnData's dataframe encoding in Zarr v2 as anndata and zarr see it, or writes one.

usage: table_interop.py show ROOT PATH | write ROOT PATH
"""
import json
import sys
import warnings

import numpy as np
import pandas as pd
import zarr

warnings.simplefilter("ignore")  # anndata tells of optional packages that are absent
from anndata.experimental import read_elem, write_elem  # noqa: E402


def show(root, path):
    group = zarr.open_group(root, mode="r")[path]
    frame = read_elem(group)
    for name in frame.columns:
        assert repr(group[name][:].tolist()) == repr(frame[name].tolist()), name
    columns = {n: [str(frame[n].dtype), frame[n].tolist()] for n in frame.columns}
    print(json.dumps({"index": list(frame.index), "columns": columns}, ensure_ascii=True))


def write(root, path):
    frame = pd.DataFrame(
        {
            "x_um": np.array([0.5, -1.25, np.nan]),
            "section": np.array([1, 2, 3], dtype=np.int32),
            "count": np.array([1, 2**40, 3], dtype=np.int64),
            "accepted": np.array([True, False, True]),
            "reason": ["", "cut by the border", "µ"],
        },
        index=pd.Index(["a", "b", "c"], name="bead"),
    )
    write_elem(zarr.open_group(root, mode="a"), path, frame)


{"show": show, "write": write}[sys.argv[1]](*sys.argv[2:])
