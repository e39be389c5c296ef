// Writes dataset.xml for BigDataViewer and BigStitcher beside the sample.
// Fiji --headless -macro export_bdv.ijm /data/block
folder = getArgument();
run("Export BigDataViewer XML...", "sample=[" + folder + "/sample.zarr]");
