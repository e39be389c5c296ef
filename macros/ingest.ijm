// Copies the tiles of an acquisition into a sample.
// Fiji --headless -macro ingest.ijm /data/block
folder = getArgument();
sample = folder + "/sample.zarr";
run("Ingest Tiles...", "sample=[" + sample + "] input=[" + folder + "/acquisition]");
