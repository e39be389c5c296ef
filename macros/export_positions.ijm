// Writes tile positions as CSV.
// Fiji --headless -macro export_positions.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Export Tile Positions...", "sample=[" + sample + "] out=[" + folder + "/positions.csv] format=csv");
