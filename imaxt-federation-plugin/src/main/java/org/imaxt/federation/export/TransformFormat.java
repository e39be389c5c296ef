package org.imaxt.federation.export;

/** How transforms are written. */
public enum TransformFormat {
  /** One JSON file: a list with an entry a scan, also of those that are not matched. */
  JSON,
  /** A folder of {@code .tfm} files of ITK, one a matched scan. */
  ITK,
  /** A folder of landmark files of BigWarp, one a matched scan. */
  BIGWARP
}
