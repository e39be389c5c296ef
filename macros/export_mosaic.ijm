// Writes the mosaic of the first section as a pyramidal OME-TIFF.
// Fiji --headless -macro export_mosaic.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Export Mosaic...", "sample=[" + sample + "] out=[" + folder + "/mosaic.ome.tif] section=1 level=0");
