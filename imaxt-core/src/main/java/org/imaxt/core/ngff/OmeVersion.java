package org.imaxt.core.ngff;

import org.imaxt.core.zarr.ZarrVersion;

/** Version of OME-NGFF; each belongs to one version of Zarr. */
public enum OmeVersion {
  /** 0.4, on Zarr version 2. */
  V0_4("0.4", ZarrVersion.V2),
  /** 0.5, on Zarr version 3. */
  V0_5("0.5", ZarrVersion.V3);

  private final String text;
  private final ZarrVersion zarr;

  OmeVersion(String text, ZarrVersion zarr) {
    this.text = text;
    this.zarr = zarr;
  }

  /**
   * How documents spell it.
   *
   * @return such as {@code 0.4}
   */
  public String text() {
    return text;
  }

  /**
   * The Zarr version it is stored in.
   *
   * @return the version
   */
  public ZarrVersion zarr() {
    return zarr;
  }

  /** The version for groups of a Zarr version. */
  static OmeVersion of(ZarrVersion zarr) {
    return zarr == ZarrVersion.V2 ? V0_4 : V0_5;
  }
}
