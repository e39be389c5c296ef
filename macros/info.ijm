// Tells what a sample holds and which paths open as OME images.
// Fiji --headless -macro info.ijm /data/block
folder = getArgument();
run("Sample Information...", "sample=[" + folder + "/sample.zarr]");
