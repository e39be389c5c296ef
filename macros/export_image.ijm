// Writes any image of a sample as a pyramidal OME-TIFF; here the confidence of the first mosaic.
// Fiji --headless -macro export_image.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
out = folder + "/confidence.ome.tif";
run("Export Image...", "sample=[" + sample + "] out=[" + out + "] path=stpt/confidence/S001");
