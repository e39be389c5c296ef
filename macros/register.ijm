// Lays the sections on each other by the beads that they share.
// Fiji --headless -macro register.ijm /data/block
folder = getArgument();
run("Register Sections...", "sample=[" + folder + "/sample.zarr]");
