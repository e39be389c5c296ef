// Imports slide scans, finds their beads, and lays them on the registered block of the sample.
// Fiji --headless -macro federate.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Import Slides...", "sample=[" + sample + "] input=[" + folder + "/slides]");
run("Find Beads...", "sample=[" + sample + "] on=slides");
run("Federate Scans...", "sample=[" + sample + "]");
