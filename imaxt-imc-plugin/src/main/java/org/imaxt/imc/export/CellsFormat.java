package org.imaxt.imc.export;

/** Files that {@link ExportCellsJob} writes. */
public enum CellsFormat {
  /** A CSV file of all columns. */
  CSV,
  /** The same columns as Apache Parquet, by the command line only. */
  PARQUET,
  /** A CSV file as MCQuant writes it. */
  MCQUANT,
  /** A folder as steinbock has it. */
  STEINBOCK,
  /** A folder that AnnData reads as Zarr. */
  ANNDATA,
  /** A folder that SpatialData reads, with images and labels. */
  SPATIALDATA,
  /** A flow cytometry standard file. */
  FCS
}
