// Places the tiles of each section by their overlaps.
// Keys of options are the parameters' names in lower case; ImageJ ignores any other key.
// Fiji --headless -macro stitch.ijm /data/block
folder = getArgument();
run("Stitch Tiles...", "sample=[" + folder + "/sample.zarr] sections=all searchradius=40");
