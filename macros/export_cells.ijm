// Writes the measured cells of all regions as one CSV table.
// Fiji --headless -macro export_cells.ijm /data/block
folder = getArgument();
run("Export Cells...", "sample=[" + folder + "/sample.zarr] format=csv out=[" + folder + "/cells.csv]");
