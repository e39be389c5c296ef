// Resamples the registered sections to one image, here of voxels 10 µm wide.
// Fiji --headless -macro cube.ijm /data/block
folder = getArgument();
run("Make Cube...", "sample=[" + folder + "/sample.zarr] voxel=10");
