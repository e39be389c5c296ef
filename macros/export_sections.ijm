// Writes the shift of each section as CSV.
// Fiji --headless -macro export_sections.ijm /data/block
folder = getArgument();
run("Export Section Shifts...", "sample=[" + folder + "/sample.zarr] out=[" + folder + "/sections.csv]");
