// Measures the nuclei and cells of all regions that have labels.
// Fiji --headless -macro imc_measure.ijm /data/block
folder = getArgument();
run("Measure IMC...", "sample=[" + folder + "/sample.zarr] ring=3");
