// Compares beads and registered sections of a phantom with what the phantom drew.
// Fiji --headless -macro evaluate_beads.ijm /data/block
folder = getArgument();
run("Evaluate Beads...", "sample=[" + folder + "/sample.zarr] truth=[" + folder + "/acquisition] out=[" + folder + "/beads.html]");
