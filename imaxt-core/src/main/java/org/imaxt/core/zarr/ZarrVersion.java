package org.imaxt.core.zarr;

/** Version of the storage specification. */
public enum ZarrVersion {
  /** {@code .zgroup}, {@code .zarray} and {@code .zattrs}. */
  V2,
  /** {@code zarr.json}. */
  V3
}
