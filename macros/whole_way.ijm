// From the raw tiles in /data/block/acquisition to mosaics in /data/block/sample.zarr.
// Fiji --headless -macro whole_way.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Ingest Tiles...", "sample=[" + sample + "] input=[" + folder + "/acquisition]");
run("Distortion...", "sample=[" + sample + "]");
run("Estimate Flat Field...", "sample=[" + sample + "]");
run("Stitch Tiles...", "sample=[" + sample + "]");
run("Fuse Mosaics...", "sample=[" + sample + "]");
run("Export Tile Positions...", "sample=[" + sample + "] out=[" + folder + "/positions.csv]");
