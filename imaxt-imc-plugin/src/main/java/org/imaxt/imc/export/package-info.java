/**
 * Cells and masks as files of other programs: jobs {@code export cells} and {@code export masks}.
 *
 * <p>Joins the tables of the regions, places their cells on the instrument's stage and in the cube
 * and writes them. Layouts are those of steinbock (Windhager et al., Nat. Protoc. 18, 2023),
 * MCQuant (Schapiro et al., Nat. Methods 19, 2022), AnnData on Zarr, SpatialData (Marconato et al.,
 * Nat. Methods 22, 2025) and FCS 3.1 (Spidlen et al., Cytometry A 77, 2010). Refuses to know how
 * cells were found and measured.
 */
package org.imaxt.imc.export;
