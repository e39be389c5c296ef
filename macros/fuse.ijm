// Makes the mosaic of each section, its confidence and dataset.xml.
// Fiji --headless -macro fuse.ijm /data/block
folder = getArgument();
run("Fuse Mosaics...", "sample=[" + folder + "/sample.zarr]");
