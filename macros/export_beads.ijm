// Writes the beads of all sections as CSV.
// Fiji --headless -macro export_beads.ijm /data/block
folder = getArgument();
run("Export Beads...", "sample=[" + folder + "/sample.zarr] out=[" + folder + "/beads.csv]");
