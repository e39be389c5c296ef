// Writes the labels of the cells of one region as TIFF.
// Fiji --headless -macro export_masks.ijm /data/block
folder = getArgument();
run("Export Masks...", "sample=[" + folder + "/sample.zarr] roi=slide_001 kind=cells out=[" + folder + "/cells.tiff]");
