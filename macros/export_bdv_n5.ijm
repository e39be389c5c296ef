// Copies the cube to an N5 that plain BigDataViewer opens.
// Fiji --headless -macro export_bdv_n5.ijm /data/block
folder = getArgument();
run("Export BigDataViewer N5...", "sample=[" + folder + "/sample.zarr] out=[" + folder + "/cube.xml]");
