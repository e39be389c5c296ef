// Finds the beads of each section and fits where they lie.
// Fiji --headless -macro beads.ijm /data/block
folder = getArgument();
run("Find Beads...", "sample=[" + folder + "/sample.zarr]");
