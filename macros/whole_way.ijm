// From the raw tiles in /data/block/acquisition to a registered cube in /data/block/sample.zarr.
// Fiji --headless -macro whole_way.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Ingest Tiles...", "sample=[" + sample + "] input=[" + folder + "/acquisition]");
run("Distortion...", "sample=[" + sample + "]");
run("Estimate Flat Field...", "sample=[" + sample + "]");
run("Stitch Tiles...", "sample=[" + sample + "]");
run("Fuse Mosaics...", "sample=[" + sample + "]");
run("Find Beads...", "sample=[" + sample + "]");
run("Register Sections...", "sample=[" + sample + "]");
run("Make Cube...", "sample=[" + sample + "]");
run("Export Tile Positions...", "sample=[" + sample + "] out=[" + folder + "/positions.csv]");
run("Export Beads...", "sample=[" + sample + "] out=[" + folder + "/beads.csv]");
run("Export Section Shifts...", "sample=[" + sample + "] out=[" + folder + "/sections.csv]");
