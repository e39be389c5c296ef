// Finds the nuclei and cells of each region of imaging mass cytometry.
// Fiji --headless -macro imc_segment.ijm /data/block
folder = getArgument();
run("Segment IMC...", "sample=[" + folder + "/sample.zarr]");
