// Makes a small synthetic acquisition to try the other macros on.
// Fiji --headless -macro phantom.ijm /data/block
folder = getArgument();
run("Make Phantom...", "out=[" + folder + "/acquisition] sections=2 rows=3 columns=3 seed=7");
