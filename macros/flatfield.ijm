// Finds illumination, dark level and useful area of each channel.
// Fiji --headless -macro flatfield.ijm /data/block
folder = getArgument();
run("Estimate Flat Field...", "sample=[" + folder + "/sample.zarr]");
