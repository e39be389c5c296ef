// Lays slide scans and regions of imaging mass cytometry on the registered block of a sample.
// Fiji --headless -macro federate.ijm /data/block
folder = getArgument();
run("Find Beads...", "sample=[" + folder + "/sample.zarr] on=slides");
run("Federate Scans...", "sample=[" + folder + "/sample.zarr]");
