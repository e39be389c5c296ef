// Copies the regions of imaging mass cytometry into a sample.
// Fiji --headless -macro imc_import.ijm /data/block
folder = getArgument();
run("Import IMC...", "sample=[" + folder + "/sample.zarr] input=[" + folder + "/imc]");
